import { parsePhoneNumberFromString, type CountryCode } from 'libphonenumber-js/max'
import { plainNumber, type PhoneKind } from './numbering-plan.ts'

/** A telephone number that some network has. */
export type Phone = {
  /** E.164: `+442079460018`. */
  readonly e164: string
  /** ISO 3166-1 alpha-2; absent for numbers of no country. */
  readonly country?: string
  readonly kind: PhoneKind
  readonly extension?: string
}

export type PhoneReading =
  | Phone
  /** No number at all, or too short or too long for one. */
  | { readonly problem: 'not-a-number' }
  /** Written like a number, but its country has none like it. */
  | { readonly problem: 'impossible'; readonly e164: string }

const kinds: Readonly<Record<string, PhoneKind>> = {
  MOBILE: 'mobile',
  FIXED_LINE_OR_MOBILE: 'mobile',
  FIXED_LINE: 'landline',
}

const readByLibrary = (written: string, region: string): PhoneReading => {
  // Spreadsheets turn numbers into fractions and scientific notation; what lost digits is no number any more.
  if (/\de\+?\d/i.test(written)) return { problem: 'not-a-number' }
  const parsed = parsePhoneNumberFromString(written.replace(/\.0$/, ''), region as CountryCode)
  if (parsed === undefined || !parsed.isPossible()) return { problem: 'not-a-number' }
  // Where the kind of a number is known the number is valid; to ask for both would do the same work twice.
  const kind = parsed.getType()
  if (kind === undefined && !parsed.isValid()) return { problem: 'impossible', e164: parsed.number }
  return {
    e164: parsed.number,
    kind: kinds[kind ?? ''] ?? 'other',
    ...(parsed.country !== undefined && { country: parsed.country }),
    ...(parsed.ext !== undefined && { extension: parsed.ext }),
  }
}

/** Readings of late, in two halves: a number is read when it comes in, and again in its standard form when it is kept. */
let recent = new Map<string, PhoneReading>()
let older: ReadonlyMap<string, PhoneReading> = recent
const mostRecent = 4_000

const remember = (key: string, reading: PhoneReading): void => {
  if (recent.size === mostRecent) {
    older = recent
    recent = new Map()
  }
  recent.set(key, reading)
}

/**
 * Reads a telephone number with the data of Google's libphonenumber.
 * @param text in any notation; national ones are read in the default region
 * @param region where a number without country code is dialled, ISO 3166-1 alpha-2 (`CN`)
 */
export const readPhone = (text: string, region: string): PhoneReading => {
  const written = text.normalize('NFKC').trim()
  // What begins with a country code is the same number wherever it is dialled.
  const key = written.startsWith('+') ? written : `${region} ${written}`
  const known = recent.get(key) ?? older.get(key)
  if (known !== undefined) return known
  const reading = plainNumber(written, region) ?? readByLibrary(written, region)
  remember(key, reading)
  if ('kind' in reading && !('extension' in reading)) remember(reading.e164, reading)
  return reading
}
