import type { JsonObject } from '@candor/journal'
import { plainArray, type Tx } from '../../../platform/db/index.ts'
import { addToCounts } from '../counts.ts'
import type { Authorship } from '../create.ts'
import type { RecordNeeds } from '../needs.ts'
import { addToMarkCounts } from './counts.ts'
import { lockCare, type StoredCare } from './read.ts'
import { afterChange, differs, marksOf, type CareChange, type CareState } from './state.ts'

/** Names that entries are written with, so that they can be read without looking anything up. */
export type MarkNames = { readonly owners: ReadonlyMap<string, string>; readonly tags: ReadonlyMap<string, string> }

/** What became of one customer. */
export type CareOutcome =
  | { readonly outcome: 'changed'; readonly before: CareState; readonly after: CareState; readonly entryId: string }
  | { readonly outcome: 'unchanged'; readonly before: CareState }
  /** Left as it is, for a reason of the caller’s. */
  | { readonly outcome: 'skipped'; readonly reason: string }
  | { readonly outcome: 'missing' }

/** What is to be done with one customer: a change, or nothing, for a reason. */
export type CareDecision = (stored: StoredCare) => CareChange | { readonly skip: string }

/** Why a customer in the bin is left alone. */
export const inBin = 'in-bin'

/** The same change for everybody who is not in the bin. */
export const outsideBin =
  (change: CareChange): CareDecision =>
  ({ binned }) =>
    binned ? { skip: inBin } : change

type Changed = { readonly stored: StoredCare; readonly after: CareState; readonly entryId: string }

const kindOf = (before: CareState, after: CareState): `customer.${string}` => {
  if (before.binned !== after.binned) return after.binned ? 'customer.binned' : 'customer.restored'
  return before.ownerId === after.ownerId ? 'customer.tagged' : 'customer.assigned'
}

/** The whole state after the change, and what was added and removed. */
const bodyOf = (version: number, before: CareState, after: CareState, { owners, tags }: MarkNames): JsonObject => {
  const owner = (id: string | null): JsonObject | null => (id === null ? null : { id, name: owners.get(id) ?? null })
  const named = (ids: readonly string[]): JsonObject[] => ids.map((id) => ({ id, name: tags.get(id) ?? null }))
  return {
    version,
    owner: owner(after.ownerId),
    tags: named(after.tags),
    binned: after.binned,
    ...(before.ownerId !== after.ownerId && { ownerBefore: owner(before.ownerId) }),
    added: named(after.tags.filter((id) => !before.tags.includes(id))),
    removed: named(before.tags.filter((id) => !after.tags.includes(id))),
  }
}

const saveCare = `
  insert into customer_care as a (organisation_id, customer_id, owner_id, tags, binned, version, entry_id)
  select $1::uuid, customer_id, owner_id, tags::uuid[], binned, version, entry_id
    from unnest($2::uuid[], $3::uuid[], $4::text[], $5::bool[], $6::int[], $7::uuid[])
      as c (customer_id, owner_id, tags, binned, version, entry_id)
  on conflict (organisation_id, customer_id) do update
     set owner_id = excluded.owner_id, tags = excluded.tags, binned = excluded.binned, version = excluded.version,
         entry_id = excluded.entry_id, updated_at = now()`

const removeMarks = `
  delete from customer_mark m using unnest($2::uuid[], $3::uuid[]) as c (customer_id, mark_id)
   where m.organisation_id = $1 and m.customer_id = c.customer_id and m.mark_id = c.mark_id`

const addMarks = `
  insert into customer_mark (organisation_id, customer_id, mark_id, order_count, spent, last_order_at, created_at)
  select $1::uuid, c.customer_id, c.mark_id, f.order_count, f.spent, f.last_order_at, f.created_at
    from unnest($2::uuid[], $3::uuid[]) as c (customer_id, mark_id)
    join customer_figures f on f.organisation_id = $1 and f.customer_id = c.customer_id
  on conflict do nothing`

const moveToBin = `
  update customer_figures f set binned_at = case when c.binned then now() end
    from unnest($2::uuid[], $3::bool[]) as c (customer_id, binned)
   where f.organisation_id = $1 and f.customer_id = c.customer_id`

type Pairs = { readonly customers: string[]; readonly marks: string[] }

/** Marks that `some` have and the other states of the same customers do not. */
const pairsBeyond = (
  changed: readonly Changed[],
  some: (each: Changed) => readonly string[],
  others: (each: Changed) => readonly string[],
): Pairs => {
  const pairs = changed.flatMap((each) => {
    const not = new Set(others(each))
    return some(each).flatMap((mark) => (not.has(mark) ? [] : [{ customer: each.stored.id, mark }]))
  })
  return { customers: pairs.map(({ customer }) => customer), marks: pairs.map(({ mark }) => mark) }
}

const storeMarks = async (tx: Tx, changed: readonly Changed[]): Promise<void> => {
  const before = ({ stored }: Changed): string[] => marksOf(stored)
  const after = (each: Changed): string[] => marksOf(each.after)
  const [gone, come] = [pairsBeyond(changed, before, after), pairsBeyond(changed, after, before)]
  if (gone.marks.length > 0) {
    await tx.rows({ text: removeMarks, values: [tx.organisationId, gone.customers, gone.marks] })
  }
  if (come.marks.length > 0) {
    await tx.rows({ text: addMarks, values: [tx.organisationId, come.customers, come.marks] })
  }
  await addToMarkCounts(tx, [
    ...gone.marks.map((markId) => ({ markId, customers: -1 })),
    ...come.marks.map((markId) => ({ markId, customers: 1 })),
  ])
}

const storeBin = async (tx: Tx, changed: readonly Changed[]): Promise<void> => {
  const moved = changed.filter(({ stored, after }) => stored.binned !== after.binned)
  if (moved.length === 0) return
  await tx.rows({
    text: moveToBin,
    values: [tx.organisationId, moved.map(({ stored }) => stored.id), moved.map(({ after }) => after.binned)],
  })
  await addToCounts(
    tx,
    moved.map(({ stored, after }) => ({ country: stored.country, customers: after.binned ? -1 : 1 })),
  )
}

const store = async (tx: Tx, changed: readonly Changed[]): Promise<void> => {
  await tx.rows({
    text: saveCare,
    values: [
      tx.organisationId,
      changed.map(({ stored }) => stored.id),
      changed.map(({ after }) => after.ownerId),
      changed.map(({ after }) => plainArray(after.tags)),
      changed.map(({ after }) => after.binned),
      changed.map(({ stored }) => stored.version + 1),
      changed.map(({ entryId }) => entryId),
    ],
  })
  await storeBin(tx, changed)
  await storeMarks(tx, changed)
}

/**
 * Changes owner, tags and bin of customers, each by a change of its own, in the caller's transaction. A batch costs as
 * many statements as one customer. What is so already is left alone and no entry is made.
 * @param decide the change for one customer, who is locked
 * @param names names of all owners and tags before and after
 * @returns the outcome by customer id
 */
export const changeCare = async (
  tx: Tx,
  needs: RecordNeeds,
  ids: readonly string[],
  decide: CareDecision,
  names: MarkNames,
  { actor, purpose }: Authorship,
): Promise<Map<string, CareOutcome>> => {
  const outcomes = new Map<string, CareOutcome>(ids.map((id) => [id, { outcome: 'missing' }]))
  const rows = await lockCare(tx, ids)
  const wanted: Omit<Changed, 'entryId'>[] = []
  for (const stored of rows) {
    const decided = decide(stored)
    if ('skip' in decided) {
      outcomes.set(stored.id, { outcome: 'skipped', reason: decided.skip })
      continue
    }
    const after = afterChange(stored, decided)
    if (differs(stored, after)) wanted.push({ stored, after })
    else outcomes.set(stored.id, { outcome: 'unchanged', before: stored })
  }
  if (wanted.length === 0) return outcomes
  const entries = await needs.recordMany(
    tx,
    wanted.map(({ stored, after }) => ({
      subject: stored.id,
      kind: kindOf(stored, after),
      actor,
      purpose,
      body: bodyOf(stored.version + 1, stored, after, names),
    })),
  )
  const changed = wanted.map(({ stored, after }, at): Changed => ({ stored, after, entryId: entries[at]!.id }))
  await store(tx, changed)
  for (const { stored, after, entryId } of changed) {
    outcomes.set(stored.id, { outcome: 'changed', before: stored, after, entryId })
  }
  return outcomes
}
