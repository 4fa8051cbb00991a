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
