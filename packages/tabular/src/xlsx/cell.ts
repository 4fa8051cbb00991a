const dayLength = 86_400_000

/** Day 0 of the two calendars of workbooks, in milliseconds since 1970. */
const epochs = { 1900: Date.UTC(1899, 11, 30), 1904: Date.UTC(1904, 0, 1) } as const

/**
 * A workbook's number of days as a date, with the time of day where it has one.
 * @param serial days since the beginning of the calendar; in that of 1900 day 60 never was
 */
export const dateText = (serial: number, calendar: 1900 | 1904): string => {
  const days = calendar === 1900 && serial < 60 ? serial + 1 : serial
  const instant = new Date(epochs[calendar] + Math.round(days * 86_400) * 1000)
  if (Number.isNaN(instant.getTime())) return String(serial)
  const text = instant.toISOString()
  const date = text.slice(0, text.indexOf('T'))
  const time = text.slice(text.indexOf('T') + 1, -5)
  if (serial < 1) return time
  return instant.getTime() % dayLength === 0 ? date : `${date} ${time}`
}

/** A number as people see it: without an exponent, and with the fifteen digits that spreadsheet programs keep. */
export const numberText = (text: string): string => {
  if (/^-?\d{1,15}$/.test(text)) return text
  const value = Number(text)
  if (!Number.isFinite(value)) return text
  const kept = Number(value.toPrecision(15))
  return Number.isInteger(kept) && Math.abs(kept) < 1e21 ? BigInt(kept).toString() : String(kept)
}

/** The column of a cell by its address: `A1` is 0, `AB7` 27. */
export const columnOf = (address: string): number => {
  let column = 0
  for (const sign of address) {
    const value = sign.charCodeAt(0) - 64
    if (value < 1 || value > 26) break
    column = column * 26 + value
  }
  return column - 1
}
