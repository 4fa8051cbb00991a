/**
 * Array parameters for large batches, written out at once. The driver would quote each element by itself, which is
 * half of the cost of a statement with thousands of rows.
 */

/** A parameter for an array of values that need no quotes: numbers, UUIDs, fixed words. */
export const plainArray = (values: readonly (string | number | bigint | null)[]): string =>
  `{${values.map((value) => value ?? 'NULL').join(',')}}`

const quoted = (text: string): string =>
  text.includes('"') || text.includes('\\') ? `"${text.replaceAll(/["\\]/g, String.raw`\$&`)}"` : `"${text}"`

/** A parameter for `text[]`. */
export const textArray = (values: readonly (string | null)[]): string =>
  `{${values.map((value) => (value === null ? 'NULL' : quoted(value))).join(',')}}`

const [headerLength, emptyLength] = [20, 12]

/**
 * Begins an array in the binary form in which Postgres sends arrays itself (`array_recv`): dimensions, whether there are
 * nulls, type of the elements, length, lower bound; then each element after its length, -1 for null. As text every
 * byte would be written out as two digits here and be read back one by one there.
 */
const begunArray = (type: number, count: number, hasNulls: boolean, size: number): Buffer => {
  // An array without elements has no dimension, and so no length and bound.
  const array = Buffer.allocUnsafe(count === 0 ? emptyLength : headerLength + size)
  const header = count === 0 ? [0, 0, type] : [1, hasNulls ? 1 : 0, type, count, 1]
  for (const [at, number] of header.entries()) array.writeInt32BE(number, at * 4)
  return array
}

/** A parameter for `bytea[]`. */
export const bytesArray = (values: readonly (Uint8Array | null)[]): Buffer => {
  const size = values.reduce((sum, value) => sum + 4 + (value?.length ?? 0), 0)
  const array = begunArray(17, values.length, values.includes(null), size)
  let end = headerLength
  for (const value of values) {
    end = array.writeInt32BE(value?.length ?? -1, end)
    if (value === null) continue
    array.set(value, end)
    end += value.length
  }
  return array
}

/** A parameter for `int4[]`. */
export const integersArray = (values: readonly number[]): Buffer => {
  const array = begunArray(23, values.length, false, values.length * 8)
  let end = headerLength
  for (const value of values) end = array.writeInt32BE(value, array.writeInt32BE(4, end))
  return array
}

/**
 * Parameters for rows that each have a list of whole numbers, which no array of arrays can be: all of them in one
 * `int4[]`, and where each row's begin and end in it, both counted from 1, for `(all)[first:last]`.
 */
export const integerLists = (lists: readonly (readonly number[])[]): { all: Buffer; first: Buffer; last: Buffer } => {
  let end = 0
  const last = lists.map(({ length }) => (end += length))
  const first = lists.map(({ length }, at) => last[at]! - length + 1)
  return { all: integersArray(lists.flat()), first: integersArray(first), last: integersArray(last) }
}
