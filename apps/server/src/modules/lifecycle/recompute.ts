import { createHash } from 'node:crypto'
import type { LifecycleFacts, LifecycleStage } from '@candor/api'
import { canonicalJson, type JsonObject, type JsonValue } from '@candor/journal'
import { plainArray, type Tx } from '../../platform/db/index.ts'
import { uuidv7 } from '../../platform/ids.ts'
import { purpose, type Change, type ChangeListener, type LifecycleNeeds } from './needs.ts'
import type { RulesVersion } from './rules.ts'
import { classOf, dueAt, returnedAt, ruleOf, tables } from './sql.ts'

type Row = {
  readonly customerId: string
  readonly rule: number
  readonly class: string
  readonly dueAt: Date | null
  readonly returnedAt: Date | null
  readonly orders: number
  readonly spent: string
  readonly firstOrderAt: Date | number
  readonly lastOrderAt: Date | number
  readonly visitedAt: Date | null
  readonly oldStage: LifecycleStage | null
  readonly oldClass: string | null
  readonly stageSince: Date | null
  readonly classSince: Date | null
}

/** Changes up to this number are entries of their own on each customer's record; more are one entry together. */
const mostOwnEntries = 20

const instantOf = (time: Date | number | null): string | null => (time instanceof Date ? time.toISOString() : null)

const factsOf = (row: Row): LifecycleFacts => ({
  orders: row.orders,
  spent: row.spent,
  firstOrderAt: instantOf(row.firstOrderAt),
  lastOrderAt: instantOf(row.lastOrderAt),
  visitedAt: instantOf(row.visitedAt),
  returnedAt: instantOf(row.returnedAt),
  rule: row.rule,
})

/** A change as the journal keeps it. */
export const changeBody = (change: Change): JsonObject => ({
  id: change.id,
  customerId: change.customerId,
  changedAt: change.changedAt.toISOString(),
  fromStage: change.fromStage,
  toStage: change.toStage,
  fromClass: change.fromClass,
  toClass: change.toClass,
  version: change.version,
  facts: change.facts,
})

/** SHA-256 over several changes in their order, as canonical JSON. */
export const changesHash = (changes: readonly Change[]): string =>
  createHash('sha256')
    .update(canonicalJson(changes.map(changeBody) as JsonValue))
    .digest('hex')

type Proved = Change & { readonly entryId: string; readonly position: number }

const recordChanges = async (tx: Tx, needs: LifecycleNeeds, changes: readonly Change[]): Promise<Proved[]> => {
  // A customer's first stage is no news of theirs.
  const isNews = changes.length <= mostOwnEntries && changes.every(({ fromStage }) => fromStage !== null)
  if (isNews) {
    const entries = await needs.recordMany(
      tx,
      changes.map((change) => ({
        subject: change.customerId,
        kind: 'lifecycle.changed',
        actor: 'system',
        purpose,
        body: changeBody(change),
      })),
    )
    return changes.map((change, at) => Object.assign(change, { entryId: entries[at]!.id, position: 0 }))
  }
  const { id: entryId } = await needs.record(tx, {
    subject: tx.organisationId,
    kind: 'lifecycle.swept',
    actor: 'system',
    purpose,
    body: { changes: changes.length, hash: changesHash(changes) },
  })
  return changes.map((change, position) => Object.assign(change, { entryId, position }))
}

const storeChanges = async (tx: Tx, changes: readonly Proved[]): Promise<void> => {
  await tx.rows({
    name: 'lifecycle-change-insert',
    text: `insert into lifecycle_change (organisation_id, id, customer_id, changed_at, from_stage, to_stage, from_class,
             to_class, version, facts, entry_id, position)
           select $1::uuid, c.* from unnest($2::uuid[], $3::uuid[], $4::timestamptz[], $5::text[], $6::text[], $7::text[],
             $8::text[], $9::int4[], $10::jsonb[], $11::uuid[], $12::int4[]) as c`,
    values: [
      tx.organisationId,
      changes.map(({ id }) => id),
      changes.map(({ customerId }) => customerId),
      changes.map(({ changedAt }) => changedAt),
      changes.map(({ fromStage }) => fromStage),
      changes.map(({ toStage }) => toStage),
      changes.map(({ fromClass }) => fromClass),
      changes.map(({ toClass }) => toClass),
      changes.map(({ version }) => version),
      changes.map(({ facts }) => JSON.stringify(facts)),
      changes.map(({ entryId }) => entryId),
      changes.map(({ position }) => position),
    ],
  })
}

const countChanges = async (tx: Tx, changes: readonly Change[], now: Date): Promise<void> => {
  const sums = new Map<string, { stage: string; valueClass: string; by: number }>()
  const add = (stage: string | null, valueClass: string | null, by: number): void => {
    if (stage === null) return
    const key = JSON.stringify([stage, valueClass])
    const sum = sums.get(key) ?? { stage, valueClass: valueClass ?? '', by: 0 }
    sum.by += by
    sums.set(key, sum)
  }
  for (const { fromStage, toStage, fromClass, toClass } of changes) {
    add(fromStage, fromClass, -1)
    add(toStage, toClass, 1)
  }
  const rows = [...sums.values()].filter(({ by }) => by !== 0)
  await tx.rows({
    name: 'lifecycle-count-add',
    text: `insert into lifecycle_count as c (organisation_id, stage, class, customers)
           select $1::uuid, n.* from unnest($2::text[], $3::text[], $4::int8[]) as n
           on conflict (organisation_id, stage, class) do update set customers = c.customers + excluded.customers`,
    values: [
      tx.organisationId,
      rows.map(({ stage }) => stage),
      rows.map(({ valueClass }) => valueClass),
      rows.map(({ by }) => by),
    ],
  })
  await tx.rows({
    name: 'lifecycle-day-note',
    text: `insert into lifecycle_day (organisation_id, day, stage, customers)
           select $1::uuid, $2::date, stage, sum(customers) from lifecycle_count where organisation_id = $1 group by stage
           on conflict (organisation_id, day, stage) do update set customers = excluded.customers`,
    values: [tx.organisationId, now.toISOString().slice(0, 10)],
  })
}

const storeStandings = async (
  tx: Tx,
  { version, rules }: RulesVersion,
  rows: readonly Row[],
  now: Date,
): Promise<void> => {
  const stageOf = (row: Row): string => rules.stages[row.rule]!.stage
  await tx.rows({
    name: 'lifecycle-standing-store',
    text: `insert into customer_lifecycle as l (organisation_id, customer_id, stage, stage_since, class, class_since, version,
             ordered_at, returned_at, due_at)
           select $1::uuid, n.id, n.stage, n.stage_since, n.class, n.class_since, $2::int4, n.ordered_at, n.returned_at, n.due_at
             from unnest($3::uuid[], $4::text[], $5::timestamptz[], $6::text[], $7::timestamptz[], $8::timestamptz[],
               $9::timestamptz[], $10::timestamptz[])
               as n (id, stage, stage_since, class, class_since, ordered_at, returned_at, due_at)
           on conflict (organisation_id, customer_id) do update
              set stage = excluded.stage, stage_since = excluded.stage_since, class = excluded.class,
                  class_since = excluded.class_since, version = excluded.version, ordered_at = excluded.ordered_at,
                  returned_at = excluded.returned_at, due_at = excluded.due_at`,
    values: [
      tx.organisationId,
      version,
      plainArray(rows.map(({ customerId }) => customerId)),
      rows.map(stageOf),
      rows.map((row) => (stageOf(row) === row.oldStage ? row.stageSince : now)),
      rows.map((row) => row.class),
      rows.map((row) => (row.class === row.oldClass ? row.classSince : now)),
      rows.map(({ lastOrderAt }) => instantOf(lastOrderAt) ?? '-infinity'),
      rows.map((row) => row.returnedAt),
      rows.map((row) => row.dueAt),
    ],
  })
}

const evaluate = async (
  tx: Tx,
  { rules }: RulesVersion,
  boundaries: readonly bigint[],
  customerIds: readonly string[],
  now: Date,
): Promise<Row[]> =>
  tx.rows<Row>({
    text: `select f.customer_id as "customerId", ${ruleOf(rules)} as rule, ${classOf(boundaries)} as class,
                  ${dueAt(rules)} as "dueAt", ${returnedAt} as "returnedAt", f.order_count as orders,
                  f.spent::text as spent, f.first_order_at as "firstOrderAt", f.last_order_at as "lastOrderAt",
                  v.visited_at as "visitedAt", l.stage as "oldStage", l.class as "oldClass",
                  l.stage_since as "stageSince", l.class_since as "classSince"
             from ${tables}
            where f.organisation_id = $1 and f.customer_id = any($3::uuid[]) order by f.customer_id`,
    values: [tx.organisationId, now, customerIds],
  })

/**
 * Looks at customers anew: stores where they stand, and for those who moved the change, its journal entry and the counts;
 * then tells who listens. One at a time for each organisation: the caller holds its lock.
 * @param moment from which the rules count days back
 * @returns those who moved
 */
export const recompute = async (
  tx: Tx,
  needs: LifecycleNeeds,
  rules: RulesVersion,
  boundaries: readonly bigint[],
  customerIds: readonly string[],
  moment: Date,
  listeners: readonly ChangeListener[],
): Promise<Change[]> => {
  if (customerIds.length === 0) return []
  const rows = await evaluate(tx, rules, boundaries, customerIds, moment)
  const now = new Date()
  if (rows.length === 0) return []
  const changes = rows.flatMap((row): Change[] => {
    const toStage = rules.rules.stages[row.rule]!.stage
    if (row.oldStage === toStage && row.oldClass === row.class) return []
    return [
      {
        id: uuidv7(now.getTime()),
        customerId: row.customerId,
        changedAt: now,
        fromStage: row.oldStage,
        toStage,
        fromClass: row.oldClass,
        toClass: row.class,
        version: rules.version,
        facts: factsOf(row),
      },
    ]
  })
  await storeStandings(tx, rules, rows, now)
  if (changes.length > 0) {
    await storeChanges(tx, await recordChanges(tx, needs, changes))
    await countChanges(tx, changes, now)
    for (const listener of listeners) await listener(tx, changes)
  }
  return changes
}
