import type { Blocks, Extent } from './blocks.ts'

/** Finds the candidates of a record: those that share a block with it, each once. */
export class Candidates {
  readonly #blocks: readonly Blocks[]
  readonly #extent: Extent
  /** Who found a record last, so that none is found twice. */
  readonly #foundBy: Int32Array
  /** The candidates found last. */
  readonly found: Int32Array
  /** By record: which passes led to it, one bit each; valid for the candidates found last. */
  readonly passes: Int32Array

  constructor(blocks: readonly Blocks[], extent: Extent) {
    this.#blocks = blocks
    this.#extent = extent
    this.#foundBy = new Int32Array(extent.size)
    this.found = new Int32Array(extent.size)
    this.passes = new Int32Array(extent.size)
  }

  /**
   * Candidates behind a record, so that going through all records gives each pair once. With two tables: of a record of
   * the first those in the second.
   * @returns how many; they are in `found`
   */
  behind(record: number): number {
    const least = Math.max(record + 1, this.#extent.split ?? 0)
    let count = 0
    for (const { pass, start, members } of this.#blocks) {
      const end = (record + 1) * pass.slots
      for (let slot = record * pass.slots; slot < end; slot += 1) {
        const key = pass.keys[slot]!
        const first = start[key]!
        for (let at = start[key + 1]! - 1; at >= first; at -= 1) {
          const other = members[at]!
          if (other < least) break
          if (this.#foundBy[other] === record + 1) continue
          this.#foundBy[other] = record + 1
          this.found[count] = other
          count += 1
        }
      }
    }
    return count
  }

  /**
   * All candidates of a record, and by which passes they were found.
   * @returns how many; they are in `found`, and in `passes` bit `p` is set for those that pass `p` led to, for the first 31
   */
  around(record: number): number {
    const isLinking = this.#extent.split !== undefined
    const least = this.#extent.split ?? 0
    let count = 0
    this.#blocks.forEach(({ pass, start, members }, place) => {
      const bit = place < 31 ? 1 << place : 0
      const end = (record + 1) * pass.slots
      for (let slot = record * pass.slots; slot < end; slot += 1) {
        const key = pass.keys[slot]!
        for (let at = start[key]!; at < start[key + 1]!; at += 1) {
          const other = members[at]!
          if (other === record || (isLinking && other < least)) continue
          if (this.#foundBy[other] !== -record - 1) {
            this.#foundBy[other] = -record - 1
            this.passes[other] = 0
            this.found[count] = other
            count += 1
          }
          this.passes[other]! |= bit
        }
      }
    })
    return count
  }
}
