import type { RelationKind } from '@candor/api'
import type { JsonValue } from '@candor/journal'
import type { Tx } from '../../../platform/db/index.ts'
import { lineOf, type Line } from './relations.ts'

type Finding = {
  readonly code: 'CUSTOMER_RELATION_CHANGED' | 'CUSTOMER_RELATION_UNRECORDED'
  readonly table: 'customer_relation'
  readonly key: string
  readonly what: string
  readonly detail: { readonly [name: string]: JsonValue }
}

type Entry = { readonly id: string; readonly subject: string; readonly kind: string; readonly body: JsonValue }
type Body = { readonly relationId: string; readonly relation: RelationKind; readonly otherId: string }
type Row = Line & { readonly id: string }

const bodyOf = ({ body }: Entry): Body => body as unknown as Body

/** What was added and not removed is there, as it was recorded. */
const compare = async (tx: Tx, entries: readonly Entry[]): Promise<Finding[]> => {
  const rows = await tx.rows<Row>({
    text: `select id, from_id as "fromId", kind, to_id as "toId" from customer_relation
            where organisation_id = $1 and id = any($2::uuid[])`,
    values: [tx.organisationId, entries.map((entry) => bodyOf(entry).relationId)],
  })
  const byId = new Map(rows.map((row) => [row.id, row]))
  return entries.flatMap((entry): Finding[] => {
    const { relationId, relation, otherId } = bodyOf(entry)
    const row = byId.get(relationId)
    // Where it is gone, an entry says so, or it is found below by nobody: the removal is what counts.
    if (row === undefined) return []
    const line = lineOf(entry.subject, relation, otherId)
    if (row.fromId === line.fromId && row.kind === line.kind && row.toId === line.toId) return []
    const what = 'A relation is not what was recorded.'
    const about = {
      table: 'customer_relation',
      key: `relation ${relationId}`,
      what,
      detail: { entry: entry.id },
    } as const
    return [{ code: 'CUSTOMER_RELATION_CHANGED', ...about }]
  })
}

const finish = async (tx: Tx): Promise<Finding[]> => {
  const rows = await tx.rows<{ id: string }>({
    text: `select r.id from customer_relation r
            where r.organisation_id = $1
              and not exists (select from journal_entry e
                               where e.organisation_id = $1 and e.id = r.entry_id and e.subject = r.from_id
                                 and e.kind = 'relation.added')
            limit 100`,
    values: [tx.organisationId],
  })
  return rows.map(({ id }) => ({
    code: 'CUSTOMER_RELATION_UNRECORDED',
    table: 'customer_relation',
    key: `relation ${id}`,
    what: 'The journal does not speak of this relation.',
    detail: {},
  }))
}

/** The auditor of relations between customers. */
export const relationsAuditor = { name: 'relations', kinds: ['relation.added'], compare, finish }
