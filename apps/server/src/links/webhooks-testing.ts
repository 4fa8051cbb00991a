import { createServer, type IncomingHttpHeaders, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A message as a receiver saw it. */
export type Received = {
  readonly path: string
  readonly headers: IncomingHttpHeaders
  readonly body: string
  readonly id: string
}

/** How a receiver answers: a status, with headers, after some milliseconds; `die` hangs up without a word. */
export type Reaction =
  | 'die'
  | {
      readonly status: number
      readonly headers?: Readonly<Record<string, string>>
      readonly text?: string
      readonly after?: number
    }

/** A receiver of webhooks on this machine. */
export type Receiver = {
  readonly url: string
  readonly received: Received[]
  /** Decides what is answered on a path, until it is told otherwise. */
  readonly react: (path: string, react: (message: Received) => Reaction) => void
  readonly close: () => void
}

export const receiver = async (): Promise<Receiver> => {
  const received: Received[] = []
  const reactions = new Map<string, (message: Received) => Reaction>()
  const server: Server = createServer((request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      const { url: path = '', headers } = request
      const message = { path, headers, body: Buffer.concat(parts).toString(), id: String(headers['webhook-id']) }
      received.push(message)
      const reaction = reactions.get(path)?.(message) ?? { status: 204 }
      if (reaction === 'die') {
        request.socket.destroy()
        return
      }
      const answer = (): void => void response.writeHead(reaction.status, reaction.headers).end(reaction.text)
      if (reaction.after === undefined) answer()
      else setTimeout(answer, reaction.after).unref()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received,
    react: (path, react) => void reactions.set(path, react),
    close: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}
