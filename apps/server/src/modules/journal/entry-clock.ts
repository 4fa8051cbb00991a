import { uuidv7 } from '../../platform/ids.ts'

/**
 * Gives each entry its id and time, both from the same millisecond, so that sorting by id is sorting by time. Ids of
 * one process only grow, also within a millisecond and when the clock is set back (RFC 9562 section 6.2, method 1:
 * the 12 bits after the version are a counter).
 */
export class EntryClock {
  readonly #now: () => number
  #time = 0
  #counter = 0

  /** @param now milliseconds since 1970; the system clock unless a test brings its own */
  constructor(now: () => number = Date.now) {
    this.#now = now
  }

  next(): { id: string; recordedAt: string } {
    const now = this.#now()
    if (now > this.#time) {
      this.#time = now
      this.#counter = 0
    } else if (this.#counter === 0xfff) {
      this.#time += 1
      this.#counter = 0
    } else {
      this.#counter += 1
    }
    const id = uuidv7(this.#time)
    const counted = `${id.slice(0, 15)}${this.#counter.toString(16).padStart(3, '0')}${id.slice(18)}`
    return { id: counted, recordedAt: new Date(this.#time).toISOString() }
  }
}
