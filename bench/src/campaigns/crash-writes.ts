import { randomUUID } from 'node:crypto'
import type { Ready } from '../system/message.ts'

/** A note that was asked for; the same key asks for the same note again. */
export type Wish = { readonly key: string; readonly customer: string; readonly text: string }

/** A note that the server said was written. */
export type Acknowledged = { readonly wish: Wish; readonly id: string; readonly entryId: string }

const send = async ({ url, cookie }: Ready, wish: Wish): Promise<Acknowledged | undefined> => {
  const response = await fetch(`${url}/api/customers/${wish.customer}/notes`, {
    method: 'POST',
    headers: { cookie, origin: url, 'content-type': 'application/json', 'idempotency-key': wish.key },
    body: JSON.stringify({ kind: 'note', text: wish.text }),
  })
  if (response.status !== 201) throw new Error(`${response.status}: ${await response.text()}`)
  const { id, entryId } = (await response.json()) as { id: string; entryId: string }
  return { wish, id, entryId }
}

/** Writes notes until the server is gone. @returns what was acknowledged, and what was asked for without an answer */
export const writeUntilKilled = async (
  server: Ready,
  customers: readonly string[],
  isKilled: () => boolean,
  connections = 16,
): Promise<{ acknowledged: Acknowledged[]; unanswered: Wish[] }> => {
  const acknowledged: Acknowledged[] = []
  const unanswered: Wish[] = []
  const one = async (at: number): Promise<void> => {
    for (let n = at; !isKilled(); n += connections) {
      const key = randomUUID()
      const wish = { key, customer: customers[n % customers.length]!, text: `written before a crash: ${key}` }
      try {
        acknowledged.push((await send(server, wish))!)
      } catch (error) {
        unanswered.push(wish)
        // Refusals by a server that lives would be a mistake of another kind.
        if (!isKilled() && /^[45]\d\d/.test((error as Error).message)) throw error
        return
      }
    }
  }
  await Promise.all(Array.from({ length: connections }, async (_, at) => one(at)))
  return { acknowledged, unanswered }
}

/** Asks again for what was not answered, as a client would. */
export const repeat = async (server: Ready, wishes: readonly Wish[]): Promise<Acknowledged[]> =>
  Promise.all(wishes.map(async (wish) => (await send(server, wish))!))
