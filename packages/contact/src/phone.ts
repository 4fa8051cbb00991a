import { parsePhoneNumberFromString, type CountryCode } from 'libphonenumber-js/max'

/** A telephone number that some network has. */
export type Phone = {
  /** E.164: `+442079460018`. */
  readonly e164: string
  /** As its own country writes it. */
  readonly national: string
  readonly international: string
  /** ISO 3166-1 alpha-2; absent for numbers of no country. */
  readonly country?: string
  readonly kind: 'mobile' | 'landline' | 'other'
  readonly extension?: string
}

export type PhoneReading =
  | Phone
  /** No number at all, or too short or too long for one. */
  | { readonly problem: 'not-a-number' }
  /** Written like a number, but its country has none like it. */
  | { readonly problem: 'impossible'; readonly e164: string }

const kinds: Readonly<Record<string, Phone['kind']>> = {
  MOBILE: 'mobile',
  FIXED_LINE_OR_MOBILE: 'mobile',
  FIXED_LINE: 'landline',
}

/**
 * Reads a telephone number with the data of Google's libphonenumber.
 * @param text in any notation; national ones are read in the default region
 * @param region where a number without country code is dialled, ISO 3166-1 alpha-2 (`CN`)
 */
export const readPhone = (text: string, region: string): PhoneReading => {
  const written = text.normalize('NFKC').trim()
  // Spreadsheets turn numbers into fractions and scientific notation; what lost digits is no number any more.
  if (/\de\+?\d/i.test(written)) return { problem: 'not-a-number' }
  const parsed = parsePhoneNumberFromString(written.replace(/\.0$/, ''), region as CountryCode)
  if (parsed === undefined || !parsed.isPossible()) return { problem: 'not-a-number' }
  if (!parsed.isValid()) return { problem: 'impossible', e164: parsed.number }
  return {
    e164: parsed.number,
    national: parsed.formatNational(),
    international: parsed.formatInternational(),
    kind: kinds[parsed.getType() ?? ''] ?? 'other',
    ...(parsed.country !== undefined && { country: parsed.country }),
    ...(parsed.ext !== undefined && { extension: parsed.ext }),
  }
}
