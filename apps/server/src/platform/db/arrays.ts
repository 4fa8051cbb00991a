/**
 * Array parameters for large batches, written out at once. The driver would quote each element by itself, which is
 * half of the cost of a statement with thousands of rows.
 */

/** A parameter for an array of values that need no quotes: numbers, UUIDs, fixed words. */
export const plainArray = (values: readonly (string | number | bigint | null)[]): string =>
  `{${values.map((value) => value ?? 'NULL').join(',')}}`

const escaped = (text: string): string => text.replaceAll(/["\\]/g, String.raw`\$&`)

/** A parameter for `text[]`. */
export const textArray = (values: readonly (string | null)[]): string => {
  const plain = !/["\\]/.test(values.join('\n'))
  return `{${values.map((value) => (value === null ? 'NULL' : `"${plain ? value : escaped(value)}"`)).join(',')}}`
}
