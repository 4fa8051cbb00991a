/** Numbers each hash that is put in, densely from 0 on; a map of integers in a few bytes for each (open addressing). */
export class HashIndex {
  #hashes = new Int32Array(1 << 12)
  /** Number of the hash in that place plus one; 0 where the place is free. */
  #numbers = new Int32Array(1 << 12)
  #size = 0

  get size(): number {
    return this.#size
  }

  /** The number of a hash; -1 when it was never put in. */
  find(hash: number): number {
    return this.#numbers[this.#place(hash)]! - 1
  }

  /** The number of a hash, a new one when it was never put in. */
  put(hash: number): number {
    const place = this.#place(hash)
    const known = this.#numbers[place]!
    if (known > 0) return known - 1
    this.#hashes[place] = hash
    this.#size += 1
    this.#numbers[place] = this.#size
    if (this.#size * 2 > this.#numbers.length) this.#grow()
    return this.#size - 1
  }

  /** All hashes by their numbers. */
  hashes(): Int32Array {
    const all = new Int32Array(this.#size)
    for (const [place, number] of this.#numbers.entries()) if (number > 0) all[number - 1] = this.#hashes[place]!
    return all
  }

  #place(hash: number): number {
    const mask = this.#numbers.length - 1
    let place = hash & mask
    while (this.#numbers[place] !== 0 && this.#hashes[place] !== hash) place = (place + 1) & mask
    return place
  }

  #grow(): void {
    const [hashes, numbers] = [this.#hashes, this.#numbers]
    this.#hashes = new Int32Array(hashes.length * 2)
    this.#numbers = new Int32Array(hashes.length * 2)
    for (const [place, number] of numbers.entries()) {
      if (number === 0) continue
      const free = this.#place(hashes[place]!)
      this.#hashes[free] = hashes[place]!
      this.#numbers[free] = number
    }
  }
}

/** An index that holds these hashes under these numbers. */
export const indexOf = (hashes: Int32Array): HashIndex => {
  const index = new HashIndex()
  for (const hash of hashes) index.put(hash)
  return index
}
