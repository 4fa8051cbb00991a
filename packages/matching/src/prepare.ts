import type { DateOrder } from '@candor/contact/date/order'
import { columnFrom, information, type Column } from './column/column.ts'
import type { ColumnType } from './column/type.ts'
import { MatchingError } from './errors.ts'
import { mostColumns } from './pairs/comparison.ts'
import type { Pause } from './pause.ts'
import { guessType } from './table/guess.ts'
import type { Table } from './table/table.ts'

/** What was made of a column of the table. */
export type ColumnUse = {
  readonly name: string
  readonly type: ColumnType
  /** Whether it is compared; a column that tells next to nothing, or is told to, is not. */
  readonly isUsed: boolean
  /** Whether somebody said what it is. */
  readonly isGiven: boolean
}

/** Bits below which a column is not worth comparing. */
const leastInformation = 0.05
/** Types that tell a record from all others, also if few records have them. */
const identifying = new Set<ColumnType>(['email', 'phone', 'code', 'date'])
/**
 * Share of records that must have a text. A description that few records have mostly tells where they come from, and both
 * of a pair have it even more rarely.
 */
const leastFilled = { identifying: 0.05, describing: 1 / 3 }

const isFilledEnough = ({ codes, counts, type }: Column): boolean =>
  1 - counts[0]! / codes.length >= (identifying.has(type) ? leastFilled.identifying : leastFilled.describing)

/** Guesses the types of columns, brings them into form, and takes those that tell most. */
export const prepareColumns = async (
  table: Table,
  given: ReadonlyMap<string, ColumnType>,
  dateOrder: DateOrder,
  pause: Pause,
): Promise<{ columns: Column[]; uses: ColumnUse[] }> => {
  const prepared: { place: number; column: Column; bits: number }[] = []
  const types: ColumnType[] = []
  for (const [place, raw] of table.columns.entries()) {
    await pause('preparing', place, table.columns.length)
    const type = given.get(raw.name) ?? guessType(raw).type
    types.push(type)
    if (type === 'ignore') continue
    const column = columnFrom(raw, { type }, dateOrder)
    const bits = information(column)
    if (given.has(raw.name) || (bits >= leastInformation && isFilledEnough(column)))
      prepared.push({ place, column, bits })
  }
  const chosen = prepared
    .sort((a, b) => Number(given.has(b.column.name)) - Number(given.has(a.column.name)) || b.bits - a.bits)
    .slice(0, mostColumns)
    .sort((a, b) => a.place - b.place)
  if (chosen.length === 0) {
    throw new MatchingError(
      'MATCH_NOTHING_TO_COMPARE',
      'No column tells the records apart: each is empty, or has one value throughout, or only numbers the rows.',
      'Name the columns to compare and what they hold, such as name=name.',
    )
  }
  const places = new Set(chosen.map(({ place }) => place))
  const uses = table.columns.map(({ name }, place) => ({
    name,
    type: types[place]!,
    isUsed: places.has(place),
    isGiven: given.has(name),
  }))
  return { columns: chosen.map(({ column }) => column), uses }
}
