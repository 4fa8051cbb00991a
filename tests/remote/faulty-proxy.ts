import { once } from 'node:events'
import { createServer } from 'node:http'

/** What happens to a request on its way: it passes, it arrives twice, it never arrives, or its answer gets lost. */
export type Fate = 'pass' | 'double' | 'lose-request' | 'lose-answer'

/** A way to a node on which things get lost. */
export type FaultyProxy = {
  readonly url: string
  /** Decides what happens to each request from now on. */
  fate: (body: string) => Fate
  readonly close: () => Promise<void>
}

const bodyOf = async (stream: AsyncIterable<Uint8Array>): Promise<string> => {
  const chunks: Uint8Array[] = []
  for await (const chunk of stream) chunks.push(chunk)
  return Buffer.concat(chunks).toString()
}

/** Opens such a way. @param port to listen on @param target the node's URL */
export const startFaultyProxy = async (port: number, target: string): Promise<FaultyProxy> => {
  const server = createServer((request, response) => {
    void (async () => {
      const body = await bodyOf(request)
      const fate = proxy.fate(body)
      if (fate === 'lose-request') return request.socket.destroy()
      const headers = { 'content-type': 'application/json' }
      const ask = async (): Promise<string | undefined> =>
        fetch(target, { method: 'POST', headers, body }).then(
          async (each) => each.text(),
          () => undefined,
        )
      if (fate === 'double') await ask()
      const answer = await ask()
      if (fate === 'lose-answer' || answer === undefined) return request.socket.destroy()
      return response.setHeader('content-type', 'application/json').end(answer)
    })()
  })
  const proxy: FaultyProxy = {
    url: `http://127.0.0.1:${port}`,
    fate: () => 'pass',
    close: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  return proxy
}
