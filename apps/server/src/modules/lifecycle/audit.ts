import { canonicalJson, type JsonValue } from '@candor/journal'
import type { Tx } from '../../platform/db/index.ts'
import type { Change } from './needs.ts'
import { changeBody, changesHash } from './recompute.ts'

/** What the audit of stages and classes can find. */
export type LifecycleFindingCode =
  /** A change is not as it was recorded, or gone. */
  | 'LIFECYCLE_CHANGE_CHANGED'
  /** Where a customer stands is not what the last change says. */
  | 'LIFECYCLE_STANDING_CHANGED'
  /** Rules are not as they were recorded, or gone. */
  | 'LIFECYCLE_RULES_CHANGED'

/** One thing that is not as it was recorded. Holds no personal data. */
export type Finding = {
  readonly code: LifecycleFindingCode
  readonly table: string
  readonly key: string
  readonly what: string
  readonly detail: { readonly [name: string]: JsonValue }
}

type LifecycleEntry = { readonly id: string; readonly kind: string; readonly body: JsonValue }
type Row = Change & { readonly entryId: string }

const changesOf = async (tx: Tx, entryIds: readonly string[]): Promise<Map<string, Row[]>> => {
  const rows = await tx.rows<Row>({
    text: `select id, customer_id as "customerId", changed_at as "changedAt", from_stage as "fromStage",
                  to_stage as "toStage", from_class as "fromClass", to_class as "toClass", version, facts,
                  entry_id as "entryId"
             from lifecycle_change where organisation_id = $1 and entry_id = any($2::uuid[]) order by entry_id, position`,
    values: [tx.organisationId, entryIds],
  })
  return Map.groupBy(rows, ({ entryId }) => entryId)
}

const same = (a: JsonValue, b: JsonValue): boolean => canonicalJson(a) === canonicalJson(b)

const compareChanges = (entry: LifecycleEntry, rows: readonly Row[]): Finding[] => {
  const fits =
    entry.kind === 'lifecycle.changed'
      ? rows.length === 1 && same(changeBody(rows[0]!), entry.body)
      : same({ changes: rows.length, hash: changesHash(rows) }, entry.body)
  if (fits) return []
  const what = 'How customers moved between stages is not what was recorded.'
  return [
    {
      code: 'LIFECYCLE_CHANGE_CHANGED',
      table: 'lifecycle_change',
      key: `entry ${entry.id}`,
      what,
      detail: { stored: rows.length },
    },
  ]
}

const compareRules = async (tx: Tx, entry: LifecycleEntry): Promise<Finding[]> => {
  const row = await tx.maybe<{ version: number; rules: JsonValue }>({
    text: 'select version, rules from lifecycle_rules where organisation_id = $1 and entry_id = $2',
    values: [tx.organisationId, entry.id],
  })
  if (row !== undefined && same({ version: row.version, rules: row.rules }, entry.body)) return []
  const what = 'Rules of stages and classes are not what was recorded.'
  return [{ code: 'LIFECYCLE_RULES_CHANGED', table: 'lifecycle_rules', key: `entry ${entry.id}`, what, detail: {} }]
}

const compare = async (tx: Tx, entries: readonly LifecycleEntry[]): Promise<Finding[]> => {
  const [rules, changes] = [
    entries.filter(({ kind }) => kind === 'lifecycle.rules-set'),
    entries.filter(({ kind }) => kind !== 'lifecycle.rules-set'),
  ]
  const rows = await changesOf(
    tx,
    changes.map(({ id }) => id),
  )
  const findings = changes.flatMap((entry) => compareChanges(entry, rows.get(entry.id) ?? []))
  for (const entry of rules) findings.push(...(await compareRules(tx, entry)))
  return findings
}

/** Customers who stand elsewhere than their last change says; a hundred of them at most. */
const finish = async (tx: Tx): Promise<Finding[]> => {
  const rows = await tx.rows<{ id: string }>({
    text: `select l.customer_id as id from customer_lifecycle l
             left join lateral (select to_stage, to_class from lifecycle_change c
                                 where c.organisation_id = $1 and c.customer_id = l.customer_id
                                 order by c.id desc limit 1) c on true
            where l.organisation_id = $1 and (l.stage, l.class) is distinct from (c.to_stage, c.to_class) limit 100`,
    values: [tx.organisationId],
  })
  return rows.map(({ id }) => ({
    code: 'LIFECYCLE_STANDING_CHANGED',
    table: 'customer_lifecycle',
    key: `customer ${id}`,
    what: 'The stage or class that lists show is not the one of the last change.',
    detail: {},
  }))
}

/** The auditor of stages and classes: every change against its entry, and every standing against the last change. */
export const lifecycleAuditor = {
  name: 'lifecycle',
  kinds: ['lifecycle.changed', 'lifecycle.swept', 'lifecycle.rules-set'],
  compare,
  finish,
}
