/** What becomes of a half: away from zero, or to the even neighbour (IEEE 754, roundTiesToAway and roundTiesToEven). */
export type RoundingMode = 'half-up' | 'half-even'

const magnitude = (value: bigint): bigint => (value < 0n ? -value : value)

/**
 * Divides exactly and rounds once.
 * @param denominator above zero
 * @returns the whole number next to the quotient
 */
export const divideRounded = (numerator: bigint, denominator: bigint, mode: RoundingMode): bigint => {
  const above = magnitude(numerator)
  const whole = above / denominator
  const twice = (above % denominator) * 2n
  const up = twice > denominator || (twice === denominator && (mode === 'half-up' || whole % 2n === 1n))
  const rounded = up ? whole + 1n : whole
  return numerator < 0n ? -rounded : rounded
}

/** Where and how taxes are rounded: once for each line, or once for each rate of the whole document. */
export type RoundingProfile = { readonly level: 'line' | 'total'; readonly mode: RoundingMode }

/**
 * What is usual where. Japan: once for each rate of an invoice (qualified invoice system, consumption tax act, article
 * 57-4). China: each line of an invoice states its own tax, halves up. United Kingdom: by line or by invoice (VAT notice
 * 700, 17.5); by line here. Elsewhere once for each rate, halves up.
 */
const usual: Readonly<Record<string, RoundingProfile>> = {
  CN: { level: 'line', mode: 'half-up' },
  GB: { level: 'line', mode: 'half-up' },
  JP: { level: 'total', mode: 'half-up' },
}

/** How a country rounds taxes. @param country ISO 3166-1 alpha-2 */
export const roundingOf = (country: string): RoundingProfile => usual[country] ?? { level: 'total', mode: 'half-up' }
