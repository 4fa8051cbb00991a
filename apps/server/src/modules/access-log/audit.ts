import type { JsonValue } from '@candor/journal'
import { livingKeys } from '../../platform/crypto/index.ts'
import type { Tx } from '../../platform/db/index.ts'
import { lookBody } from './body.ts'
import { oldestKept } from './forget.ts'
import { markOf } from './mark.ts'

/** One thing that is not as it was recorded. Holds no personal data. */
type Finding = {
  readonly code: 'ACCESS_LINES_CHANGED'
  readonly table: string
  readonly key: string
  readonly what: string
  readonly detail: { readonly [name: string]: JsonValue }
}

type Entry = { readonly id: string; readonly body: JsonValue }
type Line = { readonly customerId: string; readonly entryId: string }

const finding = (entryId: string, what: string, detail: Finding['detail'] = {}): Finding => ({
  code: 'ACCESS_LINES_CHANGED',
  table: 'access_line',
  key: `look ${entryId}`,
  what,
  detail,
})

const compare = async (tx: Tx, entries: readonly Entry[]): Promise<Finding[]> => {
  const oldest = oldestKept(Date.now())
  const kept = entries.filter(({ id }) => id >= oldest)
  const ids = kept.map(({ id }) => id)
  const lines = await tx.rows<Line>({
    text: `select customer_id as "customerId", entry_id as "entryId" from access_line
            where organisation_id = $1 and entry_id = any($2::uuid[])`,
    values: [tx.organisationId, ids],
  })
  const erased = await tx.rows<{ entryId: string; lines: number }>({
    text: `select entry_id as "entryId", lines from access_gone where organisation_id = $1 and entry_id = any($2::uuid[])`,
    values: [tx.organisationId, ids],
  })
  const gone = new Map(erased.map((row) => [row.entryId, row.lines]))
  const keys = await livingKeys(tx, new Set(lines.map(({ customerId }) => customerId)))
  const ofEntry = Map.groupBy(lines, ({ entryId }) => entryId)
  const findings: Finding[] = []
  for (const { id, body } of kept) {
    const { look, whom } = lookBody.parse(body)
    const marks = new Set(whom)
    const found = ofEntry.get(id) ?? []
    const strange = found.filter(({ customerId }) => {
      const key = keys.get(customerId)
      return key === undefined || !marks.has(markOf(key, look, customerId))
    })
    const stored = found.length + (gone.get(id) ?? 0)
    if (strange.length > 0)
      findings.push(finding(id, 'Somebody is named whom this look did not concern.', { lines: strange.length }))
    if (stored !== whom.length)
      findings.push(
        finding(id, 'Not everybody whom this look concerned can see it.', { recorded: whom.length, stored }),
      )
  }
  return findings
}

/** Lines that no entry speaks of; a hundred of them at most. */
const finish = async (tx: Tx): Promise<Finding[]> => {
  const rows = await tx.rows<{ id: string }>({
    text: `select distinct l.entry_id as id from access_line l
            where l.organisation_id = $1 and not exists (select from journal_entry j
                    where j.organisation_id = $1 and j.id = l.entry_id and j.kind like 'access.%') limit 100`,
    values: [tx.organisationId],
  })
  return rows.map(({ id }) => finding(id, 'The journal does not speak of this look.'))
}

/** The auditor of the access log: whom each look concerned against the marks in its entry. */
export const accessLogAuditor = { name: 'access-log', kinds: ['access.'], compare, finish }
