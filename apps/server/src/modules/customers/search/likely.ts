import { blindKeys } from '../../../platform/crypto/index.ts'
import type { Tx } from '../../../platform/db/index.ts'
import { headsOf } from '../whole/records.ts'
import { blindTokens, emailHash, phoneHash, type ContactHash } from './blind.ts'
import { gramsToSearch, searchTerms } from './grams.ts'
import { customersWithHash } from './others.ts'

/** What is known of somebody who may be a customer already. */
export type Likeness = {
  readonly name?: string | undefined
  readonly email?: string | undefined
  readonly phone?: string | undefined
}

/** A word of a name that more customers have tells too little to look at all of them. */
const mostOfWord = 100
/** Words of a name that are looked up; more are hardly ever there. */
const mostWords = 5

/** Customers who have a word in their name, or anywhere that search looks; nobody where too many have it. */
const withWords = async (tx: Tx, words: readonly string[]): Promise<string[]> => {
  const tokens = blindTokens(await blindKeys(tx), gramsToSearch(searchTerms(words.join(' '))))
  if (tokens.length === 0) return []
  const rows = await tx.rows<{ id: string }>({
    name: 'customers-with-tokens',
    text: 'select id from customers_with_tokens($1, $2) as id',
    values: [tokens, mostOfWord + 1],
  })
  return rows.length > mostOfWord && words.length === 1 ? [] : rows.map(({ id }) => id)
}

const withName = async (tx: Tx, name: string): Promise<string[]> => {
  const words = searchTerms(name)
    .words.map(({ text }) => text)
    .filter((word) => word.length > 1 || /\p{Script=Han}/u.test(word))
  if (words.length === 0) return []
  const looked = words.slice(0, mostWords).map((word) => [word])
  return (await Promise.all([words, ...(words.length > 1 ? looked : [])].map((some) => withWords(tx, some)))).flat()
}

/**
 * Customers worth comparing with somebody who is being entered: all who have the e-mail address or the phone number, and
 * those who share the name or a word of it that few have.
 * @returns the ids, each once; one who was merged is named by who stands for them
 */
export const likelyCustomers = async (tx: Tx, { name, email, phone }: Likeness): Promise<string[]> => {
  const keys = await blindKeys(tx)
  const hashes: ContactHash[] = []
  if (email) hashes.push({ field: 'email', hash: emailHash(keys, email) })
  const number = phone ? phoneHash(keys, phone) : null
  if (number !== null) hashes.push({ field: 'phone', hash: number })
  const found = await Promise.all([
    ...hashes.map((hash) => customersWithHash(tx, hash)),
    ...(name ? [withName(tx, name)] : []),
  ])
  const ids = [...new Set(found.flat())]
  const heads = await headsOf(tx, ids)
  return [...new Set(ids.map((id) => heads.get(id) ?? id))]
}
