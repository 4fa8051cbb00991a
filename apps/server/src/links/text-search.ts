import { blindTokens, customerTokens } from '../modules/customers/search/blind.ts'
import { gramsToSearch, matches, searchTerms } from '../modules/customers/search/grams.ts'
import { blindKeys } from '../platform/crypto/index.ts'
import type { Tx } from '../platform/db/index.ts'

/** Texts as the search of customers takes them: found by their pieces in the same way. */
const searchable = (texts: readonly string[]) => ({
  reference: null,
  name: texts.filter((text) => !text.includes('@')).join(' '),
  emails: texts.filter((text) => text.includes('@')),
  phones: [],
})

/** How names of other things than customers are found: in the same way. */
export const textSearch = {
  tokensOf: async (tx: Tx, texts: readonly string[]): Promise<number[]> =>
    customerTokens(await blindKeys(tx), searchable(texts)),
  tokensFor: async (tx: Tx, search: string): Promise<number[]> =>
    blindTokens(await blindKeys(tx), gramsToSearch(searchTerms(search))),
  matches: (search: string, texts: readonly string[]): boolean => matches(searchTerms(search), searchable(texts)),
}
