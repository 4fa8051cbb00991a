import type { CustomerCare } from '@candor/api'
import type { Tx } from '../../../platform/db/index.ts'
import type { CustomersNeeds } from '../needs.ts'
import type { MarkNames } from './change.ts'
import type { CareState } from './state.ts'
import { tagsById } from './tags.ts'

/** Turns owners and tags of rows into what screens show; names are fetched once for all rows. */
export const careShown = async (
  tx: Tx,
  needs: Pick<CustomersNeeds, 'staffNames'>,
  rows: readonly Pick<CareState, 'ownerId' | 'tags'>[],
): Promise<CustomerCare[]> => {
  const ownerIds = [...new Set(rows.flatMap(({ ownerId }) => ownerId ?? []))]
  const [tags, names] = await Promise.all([
    rows.some(({ tags: marks }) => marks.length > 0) ? tagsById(tx) : undefined,
    ownerIds.length === 0 ? undefined : needs.staffNames(tx.organisationId, ownerIds),
  ])
  return rows.map(({ ownerId, tags: marks }) => ({
    owner: ownerId === null ? null : { id: ownerId, name: names?.get(ownerId) ?? null },
    tags: marks.flatMap((id) => tags?.get(id) ?? []).toSorted((a, b) => (a.name < b.name ? -1 : 1)),
  }))
}

/** Names of all tags, and of all members of staff who can look after customers. */
export const markNames = async (tx: Tx, needs: Pick<CustomersNeeds, 'colleagues'>): Promise<MarkNames> => {
  const [tags, colleagues] = [await tagsById(tx), await needs.colleagues(tx)]
  return {
    tags: new Map([...tags].map(([id, { name }]) => [id, name])),
    owners: new Map(colleagues.map(({ id, name }) => [id, name])),
  }
}
