/** Pairs that may be matches, with the levels of all columns: typed arrays that double when they are full. */
export class PairList {
  size = 0
  first = new Int32Array(1024)
  second = new Int32Array(1024)
  low = new Int32Array(1024)
  high = new Int32Array(1024)

  add(i: number, j: number, low: number, high: number): void {
    if (this.size === this.first.length) this.#grow()
    this.first[this.size] = i
    this.second[this.size] = j
    this.low[this.size] = low
    this.high[this.size] = high
    this.size += 1
  }

  #grow(): void {
    const twice = (from: Int32Array): Int32Array<ArrayBuffer> => {
      const to = new Int32Array(from.length * 2)
      to.set(from)
      return to
    }
    this.first = twice(this.first)
    this.second = twice(this.second)
    this.low = twice(this.low)
    this.high = twice(this.high)
  }
}
