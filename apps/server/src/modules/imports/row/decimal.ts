/** Which sign stands before the fraction in the file's numbers; the other one may group the thousands. */
export type DecimalSign = '.' | ','

const plain = /^(\d+)(?:\.(\d+))?$/
const grouped = {
  '.': /^([+-]?)(\d{1,3}(?:[,'’ ]\d{3})+|\d+)(?:\.(\d*))?$/,
  ',': /^([+-]?)(\d{1,3}(?:[.'’ ]\d{3})+|\d+)(?:,(\d*))?$/,
} as const
const currencySign = /^(?:[£$€¥₹₩]|GBP|USD|EUR|CNY|RMB)\s*|\s*(?:[£$€¥元₹₩]|GBP|USD|EUR|CNY|RMB)$/giu

/** A decimal number in its parts; exact, since it never becomes a binary fraction. */
export type Decimal = {
  readonly isNegative: boolean
  readonly whole: string
  /** Digits after the decimal sign without trailing zeros. */
  readonly fraction: string
}

const withoutTrailingZeros = (digits: string): string => digits.replace(/0+$/, '')

/**
 * Reads a decimal number as people and programs write it: `2.55`, `1,234.50`, `-3`, `£2.55`, `２．５`.
 * @returns nothing when the text is not one, among others in scientific notation
 */
export const parseDecimal = (text: string, sign: DecimalSign): Decimal | undefined => {
  const simple = sign === '.' ? plain.exec(text) : null
  if (simple !== null) {
    return { isNegative: false, whole: simple[1] as string, fraction: withoutTrailingZeros(simple[2] ?? '') }
  }
  let tidy = text.normalize('NFKC').trim()
  const isBracketed = tidy.startsWith('(') && tidy.endsWith(')')
  if (isBracketed) tidy = tidy.slice(1, -1)
  const minus = /^[-−]/u.test(tidy)
  if (minus) tidy = tidy.slice(1)
  tidy = tidy.replaceAll(currencySign, '')
  const match = grouped[sign].exec(tidy)
  if (match === null) return undefined
  const negatives = Number(isBracketed) + Number(minus) + Number(match[1] === '-')
  if (negatives > 1) return undefined
  return {
    isNegative: negatives === 1,
    whole: (match[2] as string).replaceAll(/[^\d]/g, ''),
    fraction: withoutTrailingZeros(match[3] ?? ''),
  }
}

/** Why a decimal is not an amount of whole minor units. */
export type AmountFault = 'too-fine' | 'too-large'

/** Largest amount of a line or an order in minor units; far below 2^53, so sums of numbers stay exact. */
export const largestAmount = 1_000_000_000_000_000

/**
 * A decimal as whole minor units of a currency.
 * @param exponent decimal places of the currency (ISO 4217): 2 for GBP, 0 for JPY
 */
export const toMinorUnits = ({ isNegative, whole, fraction }: Decimal, exponent: number): number | AmountFault => {
  if (fraction.length > exponent) return 'too-fine'
  const amount = Number(whole + fraction.padEnd(exponent, '0'))
  if (amount > largestAmount) return 'too-large'
  return isNegative && amount !== 0 ? -amount : amount
}

/** A decimal as a whole number within 32 bits: `6` and `6.0`, but not `1.5`. */
export const toInteger = ({ isNegative, whole, fraction }: Decimal): number | undefined => {
  const value = Number(whole)
  if (fraction !== '' || value > 2_147_483_647) return undefined
  return isNegative && value !== 0 ? -value : value
}

/**
 * Decimal places of a currency.
 * @param currency ISO 4217 code
 * @returns nothing for a code that is not in use
 */
export const exponentOf = (currency: string): number | undefined => {
  if (!Intl.supportedValuesOf('currency').includes(currency)) return undefined
  return new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits
}
