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
