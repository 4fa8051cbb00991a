import { dayOf, isMissing, numberOf } from './cell.ts'

/** A column as somebody's file has it. */
export type RawColumn = { readonly name: string; readonly cells: readonly string[] }

export const columnKinds = ['number', 'day', 'choice'] as const
export type ColumnKind = (typeof columnKinds)[number]

/** Why a column cannot tell anything. */
export const unusedReasons = ['empty', 'constant', 'identifier'] as const
export type UnusedReason = (typeof unusedReasons)[number]

/** Bins that the values of a column fall into; bin 0 holds the missing ones. */
export type BinnedColumn = {
  readonly name: string
  readonly kind: ColumnKind
  readonly bins: Uint8Array
  readonly binCount: number
  /** Numbers and days: bin `b` (from 1 on) holds values up to `edges[b - 1]`, the last one the rest. */
  readonly edges: readonly number[]
  /** Choices: what bin `b` holds, from 1 on; the last may hold all rare ones. */
  readonly choices: readonly string[]
}

/** Most bins of a column besides the one for missing values. */
const mostBins = 64
/** Share of filled cells that must be numbers for the column to be one. */
const numeric = 0.98
/** Rows a choice must have to stand for itself. */
const rare = 5
/** Name of the bin of rare choices. */
export const otherChoices = '…'

const kindOf = (filled: readonly string[]): ColumnKind => {
  const share = (test: (cell: string) => number): number =>
    filled.reduce((count, cell) => (Number.isNaN(test(cell)) ? count : count + 1), 0) / filled.length
  if (share(numberOf) >= numeric) return 'number'
  return share(dayOf) >= numeric ? 'day' : 'choice'
}

/** Edges that part sorted values into bins of about equally many; a value is never parted. */
const edgesOf = (sorted: Float64Array): number[] => {
  const distinct = Float64Array.from(new Set(sorted))
  if (distinct.length <= mostBins) {
    return Array.from(distinct.subarray(0, -1), (value, at) => (value + distinct[at + 1]!) / 2)
  }
  const edges: number[] = []
  for (let bin = 1; bin < mostBins; bin += 1) {
    const at = Math.floor((bin * sorted.length) / mostBins)
    const [below, above] = [sorted[at - 1]!, sorted[at]!]
    const edge = below === above ? above : (below + above) / 2
    if (edges.at(-1) !== edge && edge < sorted.at(-1)!) edges.push(edge)
  }
  return edges
}

/** Bin of a number, from 1 on. */
export const binOfNumber = (edges: readonly number[], value: number): number => {
  let [low, high] = [0, edges.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if (value <= edges[middle]!) high = middle
    else low = middle + 1
  }
  return low + 1
}

const binNumbers = (name: string, kind: 'number' | 'day', cells: readonly string[]): BinnedColumn => {
  const read = kind === 'number' ? numberOf : dayOf
  const values = Float64Array.from(cells, read)
  const edges = edgesOf(values.filter((value) => !Number.isNaN(value)).toSorted())
  const bins = Uint8Array.from(values, (value) => (Number.isNaN(value) ? 0 : binOfNumber(edges, value)))
  return { name, kind, bins, binCount: edges.length + 2, edges, choices: [] }
}

const binChoices = (name: string, cells: readonly string[]): BinnedColumn => {
  const counts = new Map<string, number>()
  const keys = cells.map((cell) => (isMissing(cell) ? '' : cell.trim()))
  for (const key of keys) if (key !== '') counts.set(key, (counts.get(key) ?? 0) + 1)
  const frequent = Array.from(counts)
    .filter(([, count]) => count >= rare)
    .toSorted((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
    .slice(0, mostBins - 1)
    .map(([choice]) => choice)
  const choices = frequent.length === counts.size ? frequent : [...frequent, otherChoices]
  const places = new Map(frequent.map((choice, at) => [choice, at + 1]))
  const bins = Uint8Array.from(keys, (key) => (key === '' ? 0 : (places.get(key) ?? choices.length)))
  return { name, kind: 'choice', bins, binCount: choices.length + 1, edges: [], choices }
}

const isWhole = (cell: string): boolean => Number.isInteger(numberOf(cell))

/** A column in bins, or why it cannot tell anything. */
export const binned = ({ name, cells }: RawColumn): BinnedColumn | UnusedReason => {
  const filled = cells.filter((cell) => !isMissing(cell))
  if (filled.length === 0) return 'empty'
  const distinct = new Set(filled.map((cell) => cell.trim())).size
  if (distinct === 1 && filled.length === cells.length) return 'constant'
  const kind = kindOf(filled)
  // Numbers that count up the records, each of them once, say when a record was made and nothing about its like to come.
  const isCounter = kind === 'number' && filled.length > 200 && distinct === filled.length && filled.every(isWhole)
  if (isCounter) return 'identifier'
  if (kind !== 'choice') return binNumbers(name, kind, cells)
  // Names, numbers of records and free text: hardly a value comes twice.
  if (distinct > 50 && distinct > filled.length / 2) return 'identifier'
  return binChoices(name, cells)
}
