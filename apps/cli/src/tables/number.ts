import { usageError } from '../errors.ts'

/** An option that takes a number. @throws USAGE when it is none, or not fit */
export const numberFrom = (
  option: string,
  text: string | undefined,
  unlessGiven: number,
  isFit: (value: number) => boolean,
  what: string,
): number => {
  if (text === undefined) return unlessGiven
  const value = Number(text)
  if (text.trim() !== '' && isFit(value)) return value
  throw usageError(`--${option} takes ${what}, not "${text}".`, `For example: --${option} ${unlessGiven}`)
}

/** The value of --folds: parts for cross-validation, 5 unless given. @throws USAGE */
export const foldsFrom = (text: string | undefined): number =>
  numberFrom(
    'folds',
    text,
    5,
    (value) => Number.isInteger(value) && value >= 2 && value <= 20,
    'a whole number from 2 to 20',
  )

/** The value of --seed: of 32 bits, 1 unless given. @throws USAGE */
export const seedFrom = (text: string | undefined): number =>
  numberFrom('seed', text, 1, (value) => Number.isInteger(value) && Math.abs(value) < 2 ** 31, 'a whole number')
