import type { BulkTarget, CustomerFilter } from '@candor/api'
import type { Tx } from '../../../platform/db/index.ts'
import { fixedFilter, refuseTextInside, type Onlooker } from '../list/filter.ts'
import { listCustomers } from '../list/list.ts'
import { stretchQuery, textsOf } from '../list/query.ts'
import { encodeCursor } from '../../../platform/http/page.ts'
import { placeOf, type Place } from '../list/sort.ts'

/** Where the work is: how many of the chosen are done, or the cursor of the last customer of the list. */
export type Mark = { readonly done: number; readonly cursor?: string }

/** Next customers, and where to go on; nothing at the end. */
export type Stretch = { readonly ids: readonly string[]; readonly next: Mark | undefined }

/** Oldest first: what is done with a customer does not change their place, and new ones come behind. */
const sort = 'createdAt'

/** The filter of a target, where it has one. */
export const filterOf = (target: BulkTarget): { filter?: CustomerFilter | undefined } =>
  'ids' in target ? {} : { filter: target.matching.filter }

/**
 * A target that stays what it is: what `me` and spans mean is settled now, and who is added later does not belong to it.
 * @throws CUSTOMER_FILTER_TEXT_INSIDE
 */
export const settledTarget = (target: BulkTarget, onlooker: Onlooker): BulkTarget => {
  if ('ids' in target) return { ids: [...new Set(target.ids)] }
  const { filter, ownerId, ...quick } = target.matching
  refuseTextInside(filter)
  const until = { field: 'created', is: 'until', until: new Date(onlooker.now.getTime() + 1).toISOString() } as const
  const owner = ownerId === undefined ? [] : [{ field: 'owner' as const, is: 'anyOf' as const, values: [ownerId] }]
  return {
    matching: {
      ...quick,
      filter: fixedFilter({ all: [until, ...owner, ...(filter === undefined ? [] : [filter])] }, onlooker),
    },
  }
}

const nextMatching = async (
  tx: Tx,
  { search, ...filters }: Extract<BulkTarget, { matching: unknown }>['matching'],
  mark: Mark,
  limit: number,
): Promise<Stretch> => {
  if (search || textsOf(filters).length > 0) {
    // Names have to be opened to be sure, as in the list; so it is the list.
    const page = await listCustomers(tx, { ...filters, search, sort, cursor: mark.cursor, limit: Math.min(limit, 200) })
    const ids = page.items.map(({ id }) => id)
    return {
      ids,
      next: page.nextCursor === null ? undefined : { done: mark.done + ids.length, cursor: page.nextCursor },
    }
  }
  const after = placeOf(sort, mark.cursor)
  const rows = await tx.rows<Place>(stretchQuery(tx.organisationId, filters, sort, after, limit + 1))
  const shown = rows.slice(0, limit)
  const last = rows.length > limit ? shown.at(-1) : undefined
  const next = last && { done: mark.done + shown.length, cursor: encodeCursor([sort, last.value, last.id]) }
  return { ids: shown.map(({ id }) => id), next }
}

/** The next customers of a target. */
export const nextOf = async (tx: Tx, target: BulkTarget, mark: Mark, limit: number): Promise<Stretch> => {
  if (!('ids' in target)) return nextMatching(tx, target.matching, mark, limit)
  const ids = target.ids.slice(mark.done, mark.done + limit)
  const done = mark.done + ids.length
  return { ids, next: done < target.ids.length ? { done } : undefined }
}
