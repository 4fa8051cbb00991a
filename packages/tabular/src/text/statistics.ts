import { isAscii } from 'node:buffer'

/** What was counted in the bytes of a file, for guessing its encoding. */
export type TextStatistics = {
  readonly size: number
  /** Every byte below 128 and no control character that text does not use. */
  readonly isPlain: boolean
  /** How often each byte occurs. */
  readonly counts: Uint32Array
  /** Zero bytes at even and at odd places: one of the two abounds in UTF-16. */
  readonly zeros: { readonly even: number; readonly odd: number }
  /** Pairs of bytes from 0xA1 up: how Chinese is written in GB 2312 and its successors. */
  readonly highPairs: number
  readonly highBytes: number
  readonly start: Buffer
  /** Lines that hold bytes from 0x80 up, the first ones of the file: what tells one encoding from another. */
  readonly sample: Buffer
}

/** Control characters that a text file does not hold: all but tab, line feed, vertical tab, form feed, carriage return, Ctrl-Z, escape. */
const strangeControls = [1, 2, 3, 4, 5, 6, 7, 8, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 28, 29, 30, 31]

const sampleSize = 32 * 1024
const lineFeed = 0x0a

/** Counts bytes as they pass. */
export class TextCounter {
  #size = 0
  readonly #counts = new Uint32Array(256)
  #evenZeros = 0
  #oddZeros = 0
  #highPairs = 0
  #pendingHigh = false
  #start = Buffer.alloc(0)
  #onlyAscii = true
  readonly #sample: Buffer[] = []
  #sampled = 0

  add(chunk: Buffer): void {
    if (this.#start.length < 4) this.#start = Buffer.concat([this.#start, chunk.subarray(0, 4)])
    const ascii = isAscii(chunk)
    if (!ascii) {
      this.#onlyAscii = false
      this.#keep(chunk)
    }
    const counts = this.#counts
    for (let at = 0; at < chunk.length; at += 1) {
      const byte = chunk[at] as number
      counts[byte] = (counts[byte] as number) + 1
      if (byte === 0) {
        if ((this.#size + at) % 2 === 0) this.#evenZeros += 1
        else this.#oddZeros += 1
      }
      if (ascii) continue
      if (byte < 0xa1) this.#pendingHigh = false
      else if (this.#pendingHigh) {
        this.#highPairs += 1
        this.#pendingHigh = false
      } else this.#pendingHigh = true
    }
    this.#size += chunk.length
  }

  /** Keeps the lines of a chunk that are not plain ASCII, until there are enough. */
  #keep(chunk: Buffer): void {
    for (let from = 0; from < chunk.length && this.#sampled < sampleSize;) {
      const found = chunk.indexOf(lineFeed, from)
      const line = chunk.subarray(from, found < 0 ? chunk.length : found + 1)
      from += line.length
      if (isAscii(line)) continue
      const piece = Buffer.from(line.subarray(0, sampleSize - this.#sampled))
      this.#sample.push(piece)
      this.#sampled += piece.length
    }
  }

  result(): TextStatistics {
    const sum = (bytes: readonly number[]): number =>
      bytes.reduce((total, byte) => total + (this.#counts[byte] ?? 0), 0)
    return {
      size: this.#size,
      isPlain: this.#onlyAscii && sum([0, ...strangeControls]) === 0,
      counts: this.#counts,
      zeros: { even: this.#evenZeros, odd: this.#oddZeros },
      highPairs: this.#highPairs,
      highBytes: this.#counts.subarray(128).reduce((total, count) => total + count, 0),
      start: this.#start.subarray(0, 4),
      sample: Buffer.concat(this.#sample),
    }
  }
}

/** Control characters that no text holds, as a share of all bytes. */
export const strangeShare = ({ counts, size }: TextStatistics): number =>
  strangeControls.reduce((total, byte) => total + (counts[byte] ?? 0), 0) / Math.max(size, 1)
