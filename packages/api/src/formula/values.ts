/** What a part of a formula is. Dates are days: `YYYY-MM-DD`. */
export const formulaTypes = ['number', 'text', 'date', 'boolean'] as const
export type FormulaType = (typeof formulaTypes)[number]

/** A value in a formula; null is empty. */
export type FormulaValue = number | string | boolean | null

const day = 86_400_000

/** Days since 1970. */
export const dayNumber = (text: string): number => Date.parse(`${text}T00:00:00Z`) / day

/** The day of a number of days since 1970; empty outside the years 1 to 9999. */
export const dayText = (days: number): string | null => {
  const time = days * day
  if (!Number.isFinite(time) || Math.abs(time) > 8.64e15) return null
  const text = new Date(time).toISOString()
  return /^\d{4}-/.test(text) && !text.startsWith('0000') ? text.slice(0, 10) : null
}

/** The same day some months later; of a shorter month its last. */
export const addMonths = (text: string, months: number): string | null => {
  const [year = 0, month = 1, ofMonth = 1] = text.split('-').map(Number)
  const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate()
  return Number.isNaN(last) ? null : dayText(Date.UTC(year, month - 1 + months, Math.min(ofMonth, last)) / day)
}
