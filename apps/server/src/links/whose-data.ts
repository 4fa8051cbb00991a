import { existingCustomers } from '../modules/customers/index.ts'
import { subjectOf } from '../modules/journal/index.ts'
import type { Tx } from '../platform/db/index.ts'
import { isUuid, uuidsIn } from '../platform/ids.ts'
import type { Disclosure, OwnedThing } from './disclosures.ts'

/** What a request was asked for, and what it is answered with; no answer where that is a file. */
export type Exchange = {
  readonly id: string | undefined
  readonly answer: unknown
  readonly inOrganisation: <T>(run: (tx: Tx) => Promise<T>) => Promise<T>
}

/** The values at a place of an answer, through all elements of lists on the way. */
export const valuesAt = (answer: unknown, place: readonly string[]): unknown[] => {
  if (Array.isArray(answer)) return answer.flatMap((element) => valuesAt(element, place))
  const [name, ...rest] = place
  if (name === undefined) return [answer]
  return typeof answer === 'object' && answer !== null ? valuesAt((answer as Record<string, unknown>)[name], rest) : []
}

const isId = (value: unknown): value is string => typeof value === 'string' && isUuid(value)

const ownerOf = async (tx: Tx, thing: OwnedThing, id: string): Promise<string[]> => {
  const row = await tx.maybe<{ customer: string | null }>({
    name: `owner-of-${thing}`,
    text: `select customer_id as customer from ${thing} where organisation_id = $1 and id = $2`,
    values: [tx.organisationId, id],
  })
  return row?.customer ? [row.customer] : []
}

/** Ids of those whose data an answer holds; other ids may be among them, which are no customer's. */
export const whoseData = async (
  { whose }: Disclosure,
  { id, answer, inOrganisation }: Exchange,
): Promise<readonly string[]> => {
  const addressed = isId(id) ? [id] : []
  if (whose === 'address') return addressed
  if (whose === 'unnamed' || whose === 'told-by-itself') return []
  if (whose === 'anywhere') {
    const ids = [...new Set(uuidsIn(answer))]
    return ids.length === 0 ? [] : inOrganisation(async (tx) => [...(await existingCustomers(tx, ids))])
  }
  if (whose === 'entry') {
    return addressed.length === 0 ? [] : inOrganisation(async (tx) => [await subjectOf(tx, addressed[0]!)])
  }
  if ('owner' in whose) {
    const thing = [...addressed, ...valuesAt(answer, ['id'])].find((value) => isId(value))
    return thing === undefined ? [] : inOrganisation(async (tx) => ownerOf(tx, whose.owner, thing))
  }
  const named = whose.answer.flatMap((place) => valuesAt(answer, place.split('.'))).filter((value) => isId(value))
  return whose.address === true ? [...addressed, ...named] : named
}
