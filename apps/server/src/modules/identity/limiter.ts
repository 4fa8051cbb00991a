import { identityErrors } from './errors.ts'

type Window = { count: number; until: number }

const capacity = 100_000

/**
 * Counts attempts by key in fixed windows of time, in this process.
 * @param most attempts in one window
 * @param length of the window in milliseconds
 */
export class Limiter {
  readonly #windows = new Map<string, Window>()
  readonly #most: number
  readonly #length: number

  constructor(most: number, length: number) {
    this.#most = most
    this.#length = length
  }

  #window(key: string): Window {
    const now = Date.now()
    const known = this.#windows.get(key)
    if (known !== undefined && known.until > now) return known
    this.#windows.delete(key)
    if (this.#windows.size >= capacity) this.#windows.delete(this.#windows.keys().next().value ?? '')
    const window = { count: 0, until: now + this.#length }
    this.#windows.set(key, window)
    return window
  }

  /** @throws IDENTITY_TOO_MANY_ATTEMPTS, with `retry-after`, when the key has used up its window */
  check(key: string): void {
    const { count, until } = this.#window(key)
    if (count < this.#most) return
    const seconds = Math.max(1, Math.ceil((until - Date.now()) / 1000))
    throw identityErrors.IDENTITY_TOO_MANY_ATTEMPTS(`no more attempts for ${seconds} seconds`, {
      headers: { 'retry-after': String(seconds) },
    })
  }

  /** Counts one attempt. */
  count(key: string): void {
    this.#window(key).count += 1
  }

  /**
   * Checks and counts in one step, before the attempt is looked at: guesses sent side by side are all counted.
   * @throws IDENTITY_TOO_MANY_ATTEMPTS
   */
  take(key: string): void {
    this.check(key)
    this.count(key)
  }

  /** Gives back an attempt that turned out to be the right one. */
  giveBack(key: string): void {
    const window = this.#window(key)
    window.count = Math.max(0, window.count - 1)
  }

  /** Forgets the attempts of a key: it proved to be the right person. */
  forget(key: string): void {
    this.#windows.delete(key)
  }
}
