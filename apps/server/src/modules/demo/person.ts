import { createHash } from 'node:crypto'
import type { CustomerProfile } from '@candor/api'
import { chineseFamilyNames, chineseGivenNames, westernFamilyNames, westernGivenNames } from './names.ts'
import { countryOf, streets } from './places.ts'

/** Draws numbers that follow from the words alone, so that a person is the same on every machine. */
const lotsOf = (seed: string): ((below: number) => number) => {
  const bytes = createHash('sha512').update(`candor demo people 1 ${seed}`).digest()
  let at = 0
  return (below) => {
    const drawn = bytes.readUInt32BE(at) % below
    at += 4
    return drawn
  }
}

/** Of ten people, this many have a Chinese name. */
const chineseInTen = 3

/**
 * Makes up the person behind a customer number of the purchase data, which names nobody. The country is the data's own;
 * the addresses are in domains that belong to nobody (RFC 2606), the phone numbers in ranges kept for fiction.
 * @param reference the customer number
 * @param country as the purchase data names it
 */
export const personOf = (reference: string, country: string): CustomerProfile => {
  const lot = lotsOf(reference)
  const from = <T>(words: readonly T[]): T => words[lot(words.length)] as T
  const isChinese = lot(10) < chineseInTen
  const family = from(chineseFamilyNames)
  const given = from(chineseGivenNames)
  const [first, last] = [from(westernGivenNames), from(westernFamilyNames)]
  const name = isChinese ? `${family.han}${given.han}` : `${first} ${last}`
  const mailbox = isChinese ? `${given.pinyin}.${family.pinyin}` : `${first}.${last}`.toLowerCase()
  const domain = from(['example.com', 'example.org', 'example.net'])
  const { cities, phone } = countryOf(country)
  const number = 1 + lot(120)
  return {
    name,
    email: `${mailbox}.${reference}@${domain}`,
    phone: phone?.(lot) ?? null,
    country,
    city: cities.length > 0 ? from(cities) : null,
    address: `${number} ${from(streets)}`,
    language: isChinese ? 'zh' : 'en',
    fictional: true,
  }
}
