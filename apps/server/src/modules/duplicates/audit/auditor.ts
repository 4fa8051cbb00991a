import type { JsonValue } from '@candor/journal'
import type { Tx } from '../../../platform/db/index.ts'

/** What the audit of merges can find. */
export type MergeFindingCode = 'MERGE_MISSING' | 'MERGE_CHANGED' | 'MERGE_UNRECORDED' | 'DUPLICATE_UNRECORDED'

/** One thing that is not as it was recorded; the form that the journal's audit expects. */
export type Finding = {
  readonly code: MergeFindingCode
  readonly table: string
  readonly key: string
  readonly what: string
  readonly detail: { readonly [name: string]: JsonValue }
}

type Entry = { readonly id: string; readonly subject: string; readonly kind: string; readonly body: JsonValue }
type Row = {
  readonly id: string
  readonly keptId: string
  readonly otherId: string
  readonly entryId: string
  readonly undoneEntryId: string | null
}
type Said = { readonly mergeId: string; readonly customerId: string }

const kinds = ['customer.merged', 'customer.unmerged']

const mergesById = async (tx: Tx, ids: readonly string[]): Promise<Map<string, Row>> => {
  const rows = await tx.rows<Row>({
    text: `select id, kept_id as "keptId", other_id as "otherId", entry_id as "entryId",
                  undone_entry_id as "undoneEntryId"
             from customer_merge where organisation_id = $1 and id = any($2::uuid[])`,
    values: [tx.organisationId, ids],
  })
  return new Map(rows.map((row) => [row.id, row]))
}

const compareMerge = ({ id, subject, kind, body }: Entry, merges: ReadonlyMap<string, Row>): Finding[] => {
  const { mergeId, customerId } = body as unknown as Said
  const row = merges.get(mergeId)
  const key = `merge ${mergeId}`
  if (row === undefined) {
    const what = 'A merge of two customers that was recorded is gone.'
    return [{ code: 'MERGE_MISSING', table: 'customer_merge', key, what, detail: { entry: id } }]
  }
  const isThis = kind === 'customer.merged' ? row.entryId === id : row.undoneEntryId === id
  if (row.keptId === subject && row.otherId === customerId && isThis) return []
  const what = 'A merge of two customers is not as it was recorded.'
  return [{ code: 'MERGE_CHANGED', table: 'customer_merge', key, what, detail: { entry: id } }]
}

const compare = async (tx: Tx, entries: readonly Entry[]): Promise<Finding[]> => {
  const merges = await mergesById(
    tx,
    entries.map(({ body }) => (body as unknown as Said).mergeId),
  )
  return entries.flatMap((entry) => compareMerge(entry, merges))
}

/** What no entry speaks of, and records that stand for others otherwise than the merges say; a hundred of each at most. */
const checks = [
  {
    code: 'MERGE_UNRECORDED',
    table: 'customer_merge',
    what: 'The journal does not speak of this merge, or of its undoing.',
    text: `select 'merge ' || m.id as key from customer_merge m
            where m.organisation_id = $1
              and (not exists (select from journal_entry e where e.organisation_id = $1 and e.id = m.entry_id
                                 and e.subject = m.kept_id and e.kind = 'customer.merged')
                or (m.undone_at is null) <> (m.undone_entry_id is null)
                or (m.undone_entry_id is not null
                    and not exists (select from journal_entry e where e.organisation_id = $1 and e.id = m.undone_entry_id
                                      and e.subject = m.kept_id and e.kind = 'customer.unmerged')))
            limit 100`,
  },
  {
    code: 'MERGE_CHANGED',
    table: 'customer',
    what: 'A customer stands for another one, or does not, otherwise than the recorded merges say.',
    text: `with recursive standing as (
             select other_id, kept_id from customer_merge where organisation_id = $1 and undone_at is null
           ), chain as (
             select other_id, kept_id as head, 1 as steps from standing
             union all
             select c.other_id, s.kept_id, c.steps + 1 from chain c join standing s on s.other_id = c.head
              where c.steps < 1000
           ), heads as (
             select distinct on (other_id) other_id, head from chain order by other_id, steps desc
           )
           select 'customer ' || coalesce(c.id, h.other_id) as key
             from (select id, merged_into from customer where organisation_id = $1 and merged_into is not null) c
             full join heads h on h.other_id = c.id
            where c.merged_into is distinct from h.head limit 100`,
  },
  {
    code: 'DUPLICATE_UNRECORDED',
    table: 'duplicate_pair',
    what: 'The journal does not speak of the decision that two customers are not the same.',
    text: `select 'pair ' || p.first_id || ' ' || p.second_id as key from duplicate_pair p
            where p.organisation_id = $1 and p.state = 'dismissed'
              and not exists (select from journal_entry e where e.organisation_id = $1 and e.id = p.entry_id
                                and e.kind in ('duplicate.dismissed', 'customer.unmerged'))
            limit 100`,
  },
] as const

const finish = async (tx: Tx): Promise<Finding[]> => {
  const findings: Finding[] = []
  for (const { code, table, what, text } of checks) {
    const rows = await tx.rows<{ key: string }>({ text, values: [tx.organisationId] })
    findings.push(...rows.map(({ key }) => ({ code, table, key, what, detail: {} })))
  }
  return findings
}

/** The auditor of merges: every merge and undoing against its entry, and who stands for whom against the merges. */
export const duplicatesAuditor = { name: 'duplicates', kinds, compare, finish }
