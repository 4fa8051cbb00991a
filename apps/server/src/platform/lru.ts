type Entry<Value> = { readonly value: Value; readonly until: number }

/**
 * A map that forgets what was not asked for lately, and whatever is older than its age. It has two generations: what is
 * asked for comes into the newer one, and when that is half of the capacity the older one is forgotten as a whole. One
 * entry at a time would leave a hole for each in the map, over which every later look for the oldest has to step.
 */
export class Lru<Value> {
  readonly #half: number
  readonly #maximumAge: number
  #newer = new Map<string, Entry<Value>>()
  #older = new Map<string, Entry<Value>>()

  /**
   * @param capacity most entries; at least half as many are kept
   * @param maximumAge milliseconds
   */
  constructor(capacity: number, maximumAge: number) {
    this.#half = Math.max(1, Math.floor(capacity / 2))
    this.#maximumAge = maximumAge
  }

  #keep(key: string, entry: Entry<Value>): void {
    this.#newer.set(key, entry)
    if (this.#newer.size < this.#half) return
    this.#older = this.#newer
    this.#newer = new Map()
  }

  get(key: string): Value | undefined {
    const recent = this.#newer.get(key)
    const entry = recent ?? this.#older.get(key)
    if (entry === undefined) return undefined
    if (entry.until < Date.now()) {
      this.take(key)
      return undefined
    }
    if (recent === undefined) this.#keep(key, entry)
    return entry.value
  }

  set(key: string, value: Value): void {
    this.#older.delete(key)
    this.#keep(key, { value, until: Date.now() + this.#maximumAge })
  }

  /** Forgets one entry and gives it back. */
  take(key: string): Value | undefined {
    const entry = this.#newer.get(key) ?? this.#older.get(key)
    this.#newer.delete(key)
    this.#older.delete(key)
    return entry?.value
  }
}
