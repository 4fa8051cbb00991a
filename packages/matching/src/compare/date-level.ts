import { levels, type Level } from './level.ts'

/** A date as a number that can be compared quickly: 20240229 for 2024-02-29. */
export const dateNumber = (iso: string): number =>
  Number(iso.slice(0, 4)) * 10_000 + Number(iso.slice(5, 7)) * 100 + Number(iso.slice(8))

/** Days from one date to another, near enough: months of 30.44 days. */
const daysBetween = (
  yearA: number,
  monthA: number,
  dayA: number,
  yearB: number,
  monthB: number,
  dayB: number,
): number => Math.abs((yearA - yearB) * 365.25 + (monthA - monthB) * 30.44 + (dayA - dayB))

/** Whether the figures differ at one place, or at two neighbouring ones that changed places. Two: at no more than two places. */
const slipOf = (a: number, b: number): 'one' | 'two' | 'more' => {
  let [differing, place, first, firstA, firstB, swapped] = [0, 0, -1, 0, 0, false]
  for (let restA = a, restB = b; place < 8; place += 1) {
    const [figureA, figureB] = [restA % 10, restB % 10]
    restA = (restA - figureA) / 10
    restB = (restB - figureB) / 10
    if (figureA === figureB) continue
    differing += 1
    if (differing === 1) [first, firstA, firstB] = [place, figureA, figureB]
    else if (differing === 2) swapped = place === first + 1 && firstA === figureB && firstB === figureA
    else return 'more'
  }
  return differing === 1 || swapped ? 'one' : 'two'
}

/**
 * How alike two different dates are: day and month in each other's place, one figure wrong or two swapped, two of
 * year, month and day the same, less than about a year apart.
 * @param a by {@link dateNumber}
 */
export const dateLevel = (a: number, b: number): Level => {
  if (a === b) return levels.same
  const [dayA, dayB] = [a % 100, b % 100]
  const [monthA, monthB] = [((a - dayA) / 100) % 100, ((b - dayB) / 100) % 100]
  const [yearA, yearB] = [Math.floor(a / 10_000), Math.floor(b / 10_000)]
  const slip = slipOf(a, b)
  if (slip === 'one' || (yearA === yearB && monthA === dayB && dayA === monthB)) return levels.nearlySame
  const agreeing = Number(yearA === yearB) + Number(monthA === monthB) + Number(dayA === dayB)
  if (agreeing === 2) return levels.verySimilar
  const days = daysBetween(yearA, monthA, dayA, yearB, monthB, dayB)
  if (slip === 'two' || days <= 31) return levels.similar
  return yearA === yearB || days <= 366 ? levels.slightlySimilar : levels.different
}
