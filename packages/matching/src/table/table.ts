/** A column as it was read: each distinct text once, and a number for it in every row. */
export type RawColumn = {
  readonly name: string
  /** Distinct texts, trimmed; the first is '' and stands for what is missing. */
  readonly texts: readonly string[]
  /** For every record the place of its text. */
  readonly codes: Int32Array
}

/** One table, or two one after the other that are to be linked. */
export type Table = {
  readonly columns: readonly RawColumn[]
  /** Records in all. */
  readonly size: number
  /** Records of the first table when two are to be linked; absent when duplicates within one are looked for. */
  readonly split?: number
}

/** What people and programs write when they have nothing to write. */
const nothing = new Set([
  '',
  '-',
  '--',
  '.',
  '?',
  'na',
  'n/a',
  '#n/a',
  'nan',
  'null',
  'none',
  'nil',
  'unknown',
  '\\n',
  '无',
  '未知',
  '不详',
])

/** A column that grows; doubles its room when it is full. */
class GrowingColumn {
  readonly #places = new Map<string, number>([['', 0]])
  readonly texts: string[] = ['']
  #codes = new Int32Array(1024)

  put(record: number, cell: string): void {
    if (record >= this.#codes.length) {
      const larger = new Int32Array(this.#codes.length * 2)
      larger.set(this.#codes)
      this.#codes = larger
    }
    const trimmed = cell.trim()
    const text = trimmed.length <= 7 && nothing.has(trimmed.toLowerCase()) ? '' : trimmed
    let place = this.#places.get(text)
    if (place === undefined) {
      place = this.texts.length
      this.#places.set(text, place)
      this.texts.push(text)
    }
    this.#codes[record] = place
  }

  codes(size: number): Int32Array {
    if (size <= this.#codes.length) return this.#codes.slice(0, size)
    const padded = new Int32Array(size)
    padded.set(this.#codes)
    return padded
  }
}

/** Takes records one by one and keeps them by column. */
export class TableBuilder {
  readonly #names: readonly string[]
  readonly #columns: readonly GrowingColumn[]
  #size = 0
  #split: number | undefined

  constructor(names: readonly string[]) {
    this.#names = names
    this.#columns = names.map(() => new GrowingColumn())
  }

  get size(): number {
    return this.#size
  }

  /** Adds a record; cells in the order of the names, missing ones at the end may be left out. */
  add(cells: readonly (string | undefined)[]): void {
    this.#columns.forEach((column, at) => column.put(this.#size, cells[at] ?? ''))
    this.#size += 1
  }

  /** What follows belongs to the second table. */
  beginSecond(): void {
    this.#split = this.#size
  }

  build(): Table {
    return {
      columns: this.#columns.map((column, at) => ({
        name: this.#names[at]!,
        texts: column.texts,
        codes: column.codes(this.#size),
      })),
      size: this.#size,
      ...(this.#split !== undefined && { split: this.#split }),
    }
  }
}
