/** Cells that spreadsheet programs would run, however many apostrophes stand before. */
const runnable = /^'*[=+\-@\t\r]/
const plainNumber = /^[+-]?[\d.,]*\d[\d.,]*$/

/**
 * Makes a cell harmless for spreadsheet programs, which run what begins like a formula: an apostrophe is put before it.
 * Numbers stay as they are. {@link withoutGuard} gives back just what was there.
 */
export const harmless = (text: string): string => (runnable.test(text) && !plainNumber.test(text) ? `'${text}` : text)

/** Takes the apostrophe away that {@link harmless} put before a cell. */
export const withoutGuard = (text: string): string =>
  text.startsWith("'") && runnable.test(text.slice(1)) && !plainNumber.test(text.slice(1)) ? text.slice(1) : text
