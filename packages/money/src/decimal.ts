/** Decimal places that quantities are kept with. */
export const quantityDecimals = 4
/** Decimal places that rates in per cent are kept with: 8.875 % is 8875. */
export const rateDecimals = 3

/** So many scaled units are one. */
export const quantityOne = 10n ** BigInt(quantityDecimals)
/** So many scaled units are the whole, 100 %. */
export const wholeRate = 100n * 10n ** BigInt(rateDecimals)

/**
 * Reads a decimal number exactly: `('2.5', 4)` gives `25000n`.
 * @param decimals places that are kept
 * @returns undefined when it is no number, or one with more places than are kept: nothing is rounded here
 */
export const scaledOf = (text: string, decimals: number): bigint | undefined => {
  const [, sign = '', whole = '', fraction = ''] = /^(-?)(\d{1,15})(?:\.(\d+))?$/.exec(text) ?? []
  const kept = fraction.replace(/0+$/, '')
  if (whole === '' || kept.length > decimals) return undefined
  const value = BigInt(whole + kept.padEnd(decimals, '0'))
  return sign === '' ? value : -value
}

/** The shortest decimal number of a scaled integer: `(25000n, 4)` gives `2.5`. */
export const decimalText = (scaled: bigint, decimals: number): string => {
  const digits = (scaled < 0n ? -scaled : scaled).toString().padStart(decimals + 1, '0')
  const fraction = decimals === 0 ? '' : digits.slice(-decimals).replace(/0+$/, '')
  const whole = digits.slice(0, digits.length - decimals)
  return `${scaled < 0n ? '-' : ''}${whole}${fraction === '' ? '' : `.${fraction}`}`
}
