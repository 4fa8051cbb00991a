/** A map that forgets what was not asked for the longest, and whatever is older than its age. */
export class Lru<Value> {
  readonly #entries = new Map<string, { value: Value; until: number }>()
  readonly #capacity: number
  readonly #maximumAge: number

  /** @param maximumAge milliseconds */
  constructor(capacity: number, maximumAge: number) {
    this.#capacity = capacity
    this.#maximumAge = maximumAge
  }

  get(key: string): Value | undefined {
    const entry = this.#entries.get(key)
    if (entry === undefined) return undefined
    this.#entries.delete(key)
    if (entry.until < Date.now()) return undefined
    this.#entries.set(key, entry)
    return entry.value
  }

  set(key: string, value: Value): void {
    this.#entries.delete(key)
    this.#entries.set(key, { value, until: Date.now() + this.#maximumAge })
    if (this.#entries.size <= this.#capacity) return
    for (const oldest of this.#entries.keys()) {
      this.#entries.delete(oldest)
      return
    }
  }

  /** Forgets one entry and gives it back. */
  take(key: string): Value | undefined {
    const entry = this.#entries.get(key)
    this.#entries.delete(key)
    return entry?.value
  }
}
