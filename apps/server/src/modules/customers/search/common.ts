import { Lru } from '../../../platform/lru.ts'

/** Searches that fit too many customers to fetch them all, for ten minutes each: to find that out costs more than the page. */
const common = new Lru<true>(10_000, 10 * 60_000)

const nameOf = (organisationId: string, tokens: readonly number[]): string => `${organisationId}/${tokens.join()}`

/** Whether a search for all of these tokens was found to fit too many. */
export const isCommon = (organisationId: string, tokens: readonly number[]): boolean =>
  common.get(nameOf(organisationId, tokens)) === true

/** Keeps in mind that it does. Should they become fewer meanwhile, the search still finds them, only more slowly. */
export const rememberCommon = (organisationId: string, tokens: readonly number[]): void =>
  common.set(nameOf(organisationId, tokens), true)
