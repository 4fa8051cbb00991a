import { setTimeout as wait } from 'node:timers/promises'

const patience = 60_000

/** Waits until something holds. */
export const eventually = async <T>(what: string, look: () => Promise<T | undefined | false>): Promise<T> => {
  const deadline = Date.now() + patience
  for (;;) {
    const found = await look()
    if (found !== undefined && found !== false) return found
    if (Date.now() > deadline) throw new Error(`it has not come to this in a minute: ${what}`)
    await wait(30)
  }
}
