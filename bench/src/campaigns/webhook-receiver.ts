import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Random } from '../system/random.ts'

/** How receivers behave: at once, slowly, refusing and hanging up now and then, or away for seconds at a time. */
export const manners = ['quick', 'slow', 'failing', 'away'] as const
export type Manner = (typeof manners)[number]

/** What one receiver took. */
export type Taken = {
  /** Ids of messages that were answered with 2xx. */
  readonly ids: Set<string>
  /** Answers with 2xx, repetitions too. */
  answers: number
  /** Requests of any outcome. */
  requests: number
}

/** Receivers of webhooks in one server, a path each. */
export type Receivers = {
  readonly url: (manner: Manner) => string
  readonly taken: Readonly<Record<Manner, Taken>>
  readonly close: () => void
}

const slowness = 15
const awayEvery = 8000
const awayFor = 2000

export const openReceivers = async (random: Random): Promise<Receivers> => {
  const fresh = (): Taken => ({ ids: new Set(), answers: 0, requests: 0 })
  const taken: Record<Manner, Taken> = { quick: fresh(), slow: fresh(), failing: fresh(), away: fresh() }
  const server = createServer((request, response) => {
    request.resume()
    request.on('end', () => {
      const manner = manners.find((name) => request.url === `/${name}`)
      if (manner === undefined) {
        response.writeHead(404).end()
        return
      }
      const of = taken[manner]
      of.requests += 1
      const take = (): void => {
        of.ids.add(String(request.headers['webhook-id']))
        of.answers += 1
        response.writeHead(204).end()
      }
      if (manner === 'away' && Date.now() % awayEvery < awayFor) request.socket.destroy()
      else if (manner === 'failing' && random(20) === 0) response.writeHead(500).end('not today')
      else if (manner === 'failing' && random(50) === 0) request.socket.destroy()
      else if (manner === 'slow') setTimeout(take, slowness)
      else take()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: (manner) => `http://127.0.0.1:${port}/${manner}`,
    taken,
    close: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}
