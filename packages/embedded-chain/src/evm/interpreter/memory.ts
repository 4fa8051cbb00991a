/** More costs more gas than any message has. */
const MOST_BYTES = 2 ** 32

const FIRST_BYTES = 1_024

const costOf = (words: number): number => 3 * words + Math.floor((words * words) / 512)

/** Memory of one message: each further word is dearer than the one before (Yellow Paper, appendix H). */
export class Memory {
  /** Zero where nothing was written; reaches at least as far as {@link words} say. */
  bytes = new Uint8Array(FIRST_BYTES)
  view = new DataView(this.bytes.buffer)
  words = 0

  /** Words that there must be for a range; `Infinity` when nobody could pay for them. A range of length 0 needs none. */
  wordsFor(offset: bigint, length: bigint): number {
    if (length === 0n) return 0
    if (offset > MOST_BYTES || length > MOST_BYTES) return Infinity
    return Math.ceil((Number(offset) + Number(length)) / 32)
  }

  /** Gas for so many words, less what was paid before. */
  costTo(words: number): number {
    return words <= this.words ? 0 : costOf(words) - costOf(this.words)
  }

  /** Makes room for so many words, once they are paid. */
  reserve(words: number): void {
    if (words <= this.words) return
    this.words = words
    if (words * 32 <= this.bytes.length) return
    const larger = new Uint8Array(Math.max(words * 32, 2 * this.bytes.length))
    larger.set(this.bytes)
    this.bytes = larger
    this.view = new DataView(larger.buffer)
  }

  /** Copies bytes to a place that was made room for, and zeros after them up to `length`. */
  put(offset: number, length: number, bytes: Uint8Array): void {
    const given = bytes.length > length ? bytes.subarray(0, length) : bytes
    this.bytes.set(given, offset)
    this.bytes.fill(0, offset + given.length, offset + length)
  }
}
