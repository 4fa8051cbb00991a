import { emailsOf, phonesOf, type CustomerProfile } from '@candor/api'
import type { BlindKeys } from '../../../platform/crypto/index.ts'
import { indexedGrams, phoneDigits, type Searchable } from './grams.ts'

const tokenField = 'customer.search'
const capacity = 200_000

/** Three letters have few combinations, so most pieces were hashed before. One table for each organisation's keys. */
const known = new WeakMap<BlindKeys, Map<string, number>>()

const tableOf = (keys: BlindKeys): Map<string, number> => {
  let table = known.get(keys)
  if (table === undefined || table.size > capacity) {
    table = new Map()
    known.set(keys, table)
  }
  return table
}

/**
 * Blind tokens of pieces of text: keyed hashes that can be compared but not read.
 * @returns ascending, each once, so that their order tells nothing
 */
export const blindTokens = (keys: BlindKeys, grams: Iterable<string>): number[] => {
  const table = tableOf(keys)
  const tokens = new Set<number>()
  for (const gram of grams) {
    let token = table.get(gram)
    if (token === undefined) {
      token = keys.token(tokenField, gram)
      table.set(gram, token)
    }
    tokens.add(token)
  }
  return [...Int32Array.from(tokens).sort()]
}

/** All tokens of a customer. */
export const customerTokens = (keys: BlindKeys, customer: Searchable): number[] =>
  blindTokens(keys, indexedGrams(customer))

/** An e-mail address in the form in which two are the same: without blanks around, in lower case. */
export const standardEmail = (email: string): string => email.normalize('NFKC').trim().toLowerCase()

/** Blind exact index of an e-mail address. */
export const emailHash = (keys: BlindKeys, email: string): Buffer => keys.exact('customer.email', standardEmail(email))

/** Blind exact index of a phone number; nothing where it has no digits. */
export const phoneHash = (keys: BlindKeys, phone: string): Buffer | null => {
  const digits = phoneDigits(phone)
  return digits === '' ? null : keys.exact('customer.phone', digits)
}

/** What of a customer is searched. */
export const searchableOf = (reference: string | null, profile: CustomerProfile): Searchable => ({
  reference,
  name: profile.name,
  emails: emailsOf(profile).map(({ address }) => address),
  phones: phonesOf(profile).map(({ number }) => number),
})

/** A blind exact index of an address or number beside the primary one. */
export type ContactHash = { readonly field: 'email' | 'phone'; readonly hash: Buffer }

/** All blind indexes by which a profile is found. */
export const blindIndexes = (keys: BlindKeys, reference: string | null, profile: CustomerProfile) => {
  const { email = null, phone = null } = profile
  const emails = emailsOf(profile).filter(({ primary }) => !primary)
  const phones = phonesOf(profile).filter(({ primary }) => !primary)
  const others: ContactHash[] = [
    ...emails.map(({ address }) => ({ field: 'email' as const, hash: emailHash(keys, address) })),
    ...phones.flatMap(({ number }) => {
      const hash = phoneHash(keys, number)
      return hash === null ? [] : [{ field: 'phone' as const, hash }]
    }),
  ]
  return {
    tokens: customerTokens(keys, searchableOf(reference, profile)),
    emailHash: email === null ? null : emailHash(keys, email),
    phoneHash: phone === null ? null : phoneHash(keys, phone),
    others,
  }
}
