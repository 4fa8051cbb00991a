import type { z } from 'zod'
import { httpErrors } from './errors.ts'

/**
 * An opaque mark of a place in a list: the sort values and the id of the last row shown.
 * @param values what the next page's query compares with
 */
export const encodeCursor = (values: readonly (string | number | null)[]): string =>
  Buffer.from(JSON.stringify(values)).toString('base64url')

/**
 * Reads a cursor back.
 * @param schema tuple of the values that this list's cursors hold
 * @returns nothing when there is no cursor: the first page
 * @throws HTTP_CURSOR_INVALID when it is not one of this list
 */
export const decodeCursor = <Schema extends z.ZodType>(
  schema: Schema,
  cursor: string | undefined,
): z.output<Schema> | undefined => {
  if (cursor === undefined) return undefined
  let values: unknown
  try {
    values = JSON.parse(Buffer.from(cursor, 'base64url').toString())
  } catch {
    values = undefined
  }
  const { success, data } = schema.safeParse(values)
  if (success) return data
  throw httpErrors.HTTP_CURSOR_INVALID('the cursor is not one that this list gave', {
    errors: [{ path: '/query/cursor', message: 'use the nextCursor of the previous page as it is' }],
  })
}

/**
 * Makes a page of rows that were read with one more than asked for: the surplus row tells that there is a next page.
 * @param rows up to `limit + 1` rows
 * @param mark sort values and id of a row, for {@link encodeCursor}
 */
export const pageOf = <Row, Item>(
  rows: readonly Row[],
  limit: number,
  mark: (row: Row) => readonly (string | number | null)[],
  toItem: (row: Row) => Item,
): { items: Item[]; nextCursor: string | null } => {
  const shown = rows.slice(0, limit)
  const last = rows.length > limit ? shown.at(-1) : undefined
  return { items: shown.map(toItem), nextCursor: last === undefined ? null : encodeCursor(mark(last)) }
}
