import { emailsOf, phonesOf, type CustomerProfile } from '@candor/api'
import type { BlindKeys } from '../../../platform/crypto/index.ts'
import { gramsOf, indexedRuns, phoneDigits, type IndexedRun, type Searchable } from './grams.ts'

const tokenField = 'customer.search'
const capacity = 200_000

/** What was hashed before under an organisation's keys. */
type Known = {
  /** Three letters have few combinations, so most pieces were met before. */
  readonly pieces: Map<string, number>
  /** So were most words: people share names, addresses their hosts. */
  readonly words: Map<string, readonly number[]>
}

const known = new WeakMap<BlindKeys, Known>()

const knownTo = (keys: BlindKeys): Known => {
  const before = known.get(keys)
  if (before !== undefined && before.pieces.size < capacity && before.words.size < capacity) return before
  const empty: Known = { pieces: new Map(), words: new Map() }
  known.set(keys, empty)
  return empty
}

const tokensOf = (keys: BlindKeys, { pieces }: Known, grams: readonly string[]): number[] =>
  grams.map((gram) => {
    const before = pieces.get(gram)
    if (before !== undefined) return before
    const token = keys.token(tokenField, gram)
    pieces.set(gram, token)
    return token
  })

/** Ascending and each once, so that their order tells nothing. */
const inOrder = (tokens: readonly number[]): number[] =>
  Array.from(Int32Array.from(tokens).sort()).filter((token, at, sorted) => at === 0 || token !== sorted[at - 1])

/**
 * Blind tokens of pieces of text: keyed hashes that can be compared but not read.
 * @returns ascending, each once
 */
export const blindTokens = (keys: BlindKeys, grams: readonly string[]): number[] =>
  inOrder(tokensOf(keys, knownTo(keys), grams))

/** Numbers hardly ever come again, so they are not kept whole. */
const tokensOfRun = (keys: BlindKeys, before: Known, run: IndexedRun): readonly number[] => {
  if (run.kind === 'digits' || run.kind === 'phone') return tokensOf(keys, before, gramsOf(run))
  const tokens = before.words.get(run.text) ?? tokensOf(keys, before, gramsOf(run))
  before.words.set(run.text, tokens)
  return tokens
}

/** All tokens of a customer: ascending, each once. */
export const customerTokens = (keys: BlindKeys, customer: Searchable): number[] => {
  const before = knownTo(keys)
  return inOrder(indexedRuns(customer).flatMap((run) => tokensOfRun(keys, before, run)))
}

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
