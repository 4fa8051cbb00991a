import examples from 'libphonenumber-js/examples.mobile.json' with { type: 'json' }
import { getCountries, getCountryCallingCode, parsePhoneNumberFromString } from 'libphonenumber-js/max'
import { describe, expect, it } from 'vitest'
import { plainNumber } from './numbering-plan.ts'

const kinds: Readonly<Record<string, string>> = {
  MOBILE: 'mobile',
  FIXED_LINE_OR_MOBILE: 'mobile',
  FIXED_LINE: 'landline',
}

/** What the library says of a number; nothing where it is not in use. */
const byLibrary = (text: string, region: (typeof countries)[number]) => {
  const parsed = parsePhoneNumberFromString(text, region)
  const kind = parsed?.getType()
  if (parsed === undefined || kind === undefined || !parsed.isPossible()) return undefined
  return { e164: parsed.number, country: parsed.country, kind: kinds[kind] ?? 'other' }
}

/** A sequence that is the same in every run (Lehmer, 1951; Park and Miller, 1988). */
const sequence = (seed: number) => () => (seed = (seed * 48_271) % 2_147_483_647)

const countries = getCountries()
/** Digits near to numbers in use: an example with some of its last digits changed, or digits of any kind. */
const numbersOf = (country: (typeof countries)[number], count: number): string[] => {
  const next = sequence(country.charCodeAt(0) * 1000 + country.charCodeAt(1))
  const example = (examples as Readonly<Record<string, string>>)[country] ?? '212345678'
  return Array.from({ length: count }, () => {
    const kept = next() % (example.length + 1)
    const length = next() % 8 === 0 ? 5 + (next() % 9) : example.length
    return Array.from({ length }, (_, at) => (at < kept ? example[at] : String(next() % 10))).join('')
  })
}

describe('a plain number', () => {
  it('is what the library reads, in every country, dialled abroad and at home', () => {
    let read = 0
    const differing: unknown[] = []
    for (const country of countries) {
      for (const digits of numbersOf(country, 40)) {
        for (const text of [`+${getCountryCallingCode(country)}${digits}`, digits, `0${digits}`, `1${digits}`]) {
          const plain = plainNumber(text, country)
          if (plain === undefined) continue
          read += 1
          const library = byLibrary(text, country)
          if (JSON.stringify(plain) !== JSON.stringify(library)) differing.push({ text, country, plain, library })
        }
      }
    }
    expect(differing).toEqual([])
    expect(read).toBeGreaterThan(10_000)
  })

  it.each([
    ['079 4600 0182', 'GB', { e164: '+447946000182', country: 'GB', kind: 'mobile' }],
    ['138 0013 8000', 'CN', { e164: '+8613800138000', country: 'CN', kind: 'mobile' }],
    ['+1 (415) 555-2671', 'CN', { e164: '+14155552671', country: 'US', kind: 'mobile' }],
    ['07781 123456', 'GB', { e164: '+447781123456', country: 'GG', kind: 'mobile' }],
  ])('is read from %s dialled in %s', (text, region, number) => expect(plainNumber(text, region)).toEqual(number))

  it.each([
    ['00 86 138 0013 8000', 'what is dialled before a number abroad'],
    ['447946000182', 'a calling code without its sign'],
    ['020 7946 0018 ext. 4', 'an extension'],
    ['070 0000 0000 0', 'too many digits'],
    ['0794600018.0', 'a fraction that a spreadsheet made'],
  ])('is not read from %s: %s', (text) => expect(plainNumber(text, 'GB')).toBeUndefined())
})
