export interface MonthAmount {
  /** `YYYY-MM` */
  readonly month: string
  readonly orderCount: number
  readonly spent: string
}

const next = (month: string): string => {
  const [year = 0, number = 0] = month.split('-').map(Number)
  return number === 12 ? `${year + 1}-01` : `${year}-${String(number + 1).padStart(2, '0')}`
}

/** Fills the months without orders between the first and the last, so that a chart's time runs evenly. */
export const allMonths = <Month extends MonthAmount>(months: readonly Month[]): readonly (Month | MonthAmount)[] => {
  const known = new Map(months.map((month) => [month.month, month]))
  const first = months[0]?.month
  const last = months.at(-1)?.month
  if (first === undefined || last === undefined) return []
  const all: (Month | MonthAmount)[] = []
  for (let month = first; month <= last && all.length < 600; month = next(month))
    all.push(known.get(month) ?? { month, orderCount: 0, spent: '0' })
  return all
}
