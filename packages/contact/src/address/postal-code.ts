/** How postal codes look, by country (Universal Postal Union, "Postal addressing systems"); letters in capitals. */
const formats: Readonly<Record<string, RegExp>> = {
  AT: /^\d{4}$/,
  AU: /^\d{4}$/,
  BE: /^\d{4}$/,
  BR: /^\d{5}-?\d{3}$/,
  CA: /^[ABCEGHJ-NPRSTVXY]\d[A-Z] ?\d[A-Z]\d$/,
  CH: /^\d{4}$/,
  CN: /^\d{6}$/,
  CZ: /^\d{3} ?\d{2}$/,
  DE: /^\d{5}$/,
  DK: /^\d{4}$/,
  ES: /^\d{5}$/,
  FI: /^\d{5}$/,
  FR: /^\d{5}$/,
  GB: /^(?:GIR ?0AA|[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2})$/,
  GR: /^\d{3} ?\d{2}$/,
  HU: /^\d{4}$/,
  IE: /^[A-Z]\d[\dW] ?[A-Z\d]{4}$/,
  IN: /^\d{3} ?\d{3}$/,
  IT: /^\d{5}$/,
  JP: /^\d{3}-?\d{4}$/,
  KR: /^\d{5}$/,
  MX: /^\d{5}$/,
  NL: /^[1-9]\d{3} ?[A-Z]{2}$/,
  NO: /^\d{4}$/,
  NZ: /^\d{4}$/,
  PL: /^\d{2}-?\d{3}$/,
  PT: /^\d{4}(?:-?\d{3})?$/,
  RU: /^\d{6}$/,
  SE: /^\d{3} ?\d{2}$/,
  SG: /^\d{6}$/,
  TW: /^\d{3}(?:-?\d{2,3})?$/,
  US: /^\d{5}(?:-?\d{4})?$/,
}

/** Where a sign or blank stands, counted from the end; countries not named here write none. */
const cuts: Readonly<Record<string, readonly [fromEnd: number, sign: string]>> = {
  BR: [3, '-'],
  CA: [3, ' '],
  CZ: [2, ' '],
  GB: [3, ' '],
  GR: [2, ' '],
  IE: [4, ' '],
  JP: [4, '-'],
  NL: [2, ' '],
  PL: [3, '-'],
  SE: [2, ' '],
}

export type PostalCodeReading =
  | { readonly code: string }
  | { readonly problem: 'wrong-format' }
  /** No format of this country is known here: the code is kept as it was written. */
  | { readonly problem: 'unknown-country'; readonly code: string }

const withSign = (code: string, country: string): string => {
  const bare = code.replaceAll(/[\s-]/g, '')
  if (country === 'US' && bare.length === 9) return `${bare.slice(0, 5)}-${bare.slice(5)}`
  if (country === 'PT' && bare.length === 7) return `${bare.slice(0, 4)}-${bare.slice(4)}`
  const cut = cuts[country]
  return cut === undefined ? bare : `${bare.slice(0, -cut[0])}${cut[1]}${bare.slice(-cut[0])}`
}

/**
 * Reads a postal code.
 * @param country ISO 3166-1 alpha-2
 */
export const readPostalCode = (text: string, country: string): PostalCodeReading => {
  // Spreadsheets write 2000 as 2000.0.
  const code = text.normalize('NFKC').trim().toUpperCase().replace(/\.0+$/, '').replaceAll(/\s+/g, ' ')
  const format = formats[country.toUpperCase()]
  if (format === undefined) return { problem: 'unknown-country', code }
  return format.test(code) ? { code: withSign(code, country.toUpperCase()) } : { problem: 'wrong-format' }
}
