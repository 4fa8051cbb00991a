/** What stands for "nothing known" in exports of other programs, besides an empty cell. */
const missing = new Set(
  `na n/a nan null none nil - -- ? #n/a undefined select --none-- (none) (blank) 无 空 请选择 未选择`.split(' '),
)
  .add('')
  .add('please select')
  .add('select one')

/** Whether a cell says nothing. */
export const isMissing = (cell: string): boolean => missing.has(cell.trim().toLowerCase())

const plain = /^[+-]?(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d+)?(?:e[+-]?\d+)?%?$/i
const decimalComma = /^[+-]?\d+,\d+$/
const currency = /^[¥￥$€£]\s*|\s*(?:元|%)$/gu

/** A cell as a number; NaN when it is none. Thousands may be grouped, a comma may be decimal, an amount may name its currency. */
export const numberOf = (cell: string): number => {
  const text = cell.trim().replaceAll(currency, '')
  if (plain.test(text)) return Number(text.replaceAll(',', '').replace('%', ''))
  return decimalComma.test(text) ? Number(text.replace(',', '.')) : Number.NaN
}

/** A day or moment, year first, as days since 1970; NaN when it is none. */
export const dayOf = (cell: string): number => {
  const found = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[ T](\d{1,2}):(\d{2}).*)?$/.exec(cell.trim())
  if (found === null) return Number.NaN
  const [year, month, day, hour = 0, minute = 0] = found.slice(1).map((part) => Number(part ?? 0))
  return Date.UTC(year!, month! - 1, day, hour, minute) / 86_400_000
}
