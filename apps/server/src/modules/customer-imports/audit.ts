import { canonicalJson, type JsonValue } from '@candor/journal'
import type { Tx } from '../../platform/db/index.ts'

/** One thing that is not as it was recorded; the form that the journal's audit expects. Holds no personal data. */
type Finding = {
  readonly code: 'IMPORT_REPORT_MISSING' | 'IMPORT_REPORT_CHANGED' | 'IMPORT_REPORT_UNRECORDED'
  readonly table: 'customer_import'
  readonly key: string
  readonly what: string
  readonly detail: { readonly [name: string]: JsonValue }
}

type Entry = { readonly id: string; readonly kind: string; readonly body: JsonValue }
type Stored = { readonly id: string; readonly entryId: string | null; readonly report: JsonValue }

const found = (code: Finding['code'], importId: string, what: string, entry: string): Finding => ({
  code,
  table: 'customer_import',
  key: `import ${importId}`,
  what,
  detail: { entry },
})

const importOf = ({ body }: Entry): string => String((body as { readonly importId?: string }).importId)

const compare = async (tx: Tx, entries: readonly Entry[]): Promise<Finding[]> => {
  const rows = await tx.rows<Stored>({
    text: `select id, entry_id as "entryId", report from customer_import
            where organisation_id = $1 and id = any($2::uuid[])`,
    values: [tx.organisationId, entries.map(importOf)],
  })
  const byId = new Map(rows.map((row) => [row.id, row]))
  return entries.flatMap((entry) => {
    const id = importOf(entry)
    const row = byId.get(id)
    if (row === undefined || row.entryId !== entry.id) {
      return [found('IMPORT_REPORT_MISSING', id, 'A migration report that was recorded is gone.', entry.id)]
    }
    if (canonicalJson(row.report) === canonicalJson(entry.body)) return []
    return [found('IMPORT_REPORT_CHANGED', id, 'A migration report is not what was recorded.', entry.id)]
  })
}

const finish = async (tx: Tx): Promise<Finding[]> => {
  const rows = await tx.rows<{ id: string; entryId: string }>({
    text: `select i.id, i.entry_id as "entryId" from customer_import i
            where i.organisation_id = $1 and i.report is not null
              and not exists (select from journal_entry e
                               where e.organisation_id = $1 and e.id = i.entry_id and e.kind = 'customer-import.completed')
            limit 100`,
    values: [tx.organisationId],
  })
  const what = 'The journal does not speak of this migration report.'
  return rows.map(({ id, entryId }) => found('IMPORT_REPORT_UNRECORDED', id, what, entryId))
}

/** The auditor of imports of customers: every migration report against the entry that sealed it. */
export const customerImportsAuditor = {
  name: 'customer-imports',
  kinds: ['customer-import.completed'],
  compare,
  finish,
}
