import type { Column } from '../column/column.ts'
import type { Pass } from './pass.ts'

/** Records side by side in alphabetical order that are compared: within half of this every two of them are. */
const width = 8

/**
 * Sorted neighbourhood (Hernández and Stolfo, 1995): records in the order of their forms, cut into overlapping stretches
 * of {@link width}. However common a value is, each record gets a few candidates and no more.
 * @param seconds breaks ties, so that in a long run of one value the likest stand together
 */
export const neighbours = (place: number, column: Column, seconds: Column | undefined): Pass => {
  const rankOf = ({ forms }: Column): Int32Array => {
    const order = Array.from(forms, (_, code) => code).sort((a, b) => (forms[a]! < forms[b]! ? -1 : 1))
    const ranks = new Int32Array(forms.length)
    order.forEach((code, rank) => (ranks[code] = rank))
    return ranks
  }
  const size = column.codes.length
  const ranks = rankOf(column)
  const secondRanks = seconds === undefined ? undefined : rankOf(seconds)
  const known = Float64Array.from(column.codes, (code, record) =>
    code === 0 ? Infinity : ranks[code]! * (seconds?.forms.length ?? 1) + (secondRanks?.[seconds!.codes[record]!] ?? 0),
  )
  const order = new Uint32Array(size).map((_, record) => record).sort((a, b) => known[a]! - known[b]! || a - b)
  const keys = new Int32Array(size * 2)
  const half = width / 2
  order.forEach((record, rank) => {
    if (known[record] === Infinity) return
    const stretch = Math.floor(rank / half)
    keys[record * 2] = stretch + 1
    keys[record * 2 + 1] = stretch + 2
  })
  return {
    columns: [place],
    name: `${column.name} in order`,
    keys,
    slots: 2,
    distinct: Math.floor(size / half) + 3,
  }
}
