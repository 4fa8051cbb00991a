import type { JsonValue } from '@candor/journal'
import type { Tx } from '../../platform/db/index.ts'

/** One thing that is not as it was recorded. Holds no personal data. */
type Finding = {
  readonly code: 'EMERGENCY_OPENING_CHANGED'
  readonly table: string
  readonly key: string
  readonly what: string
  readonly detail: { readonly [name: string]: JsonValue }
}
type Entry = {
  readonly id: string
  readonly kind: string
  readonly subject: string
  readonly actor: string
  readonly recordedAt: string
  readonly body: JsonValue
}
type Row = {
  readonly id: string
  readonly customerId: string
  readonly staffId: string
  readonly openedAt: Date
  readonly endsAt: Date
  readonly closedAt: Date | null
}
type Body = { readonly opening: string; readonly minutes?: number }

const fits = (entry: Entry, row: Row | undefined): boolean => {
  if (row === undefined || row.customerId !== entry.subject || `staff:${row.staffId}` !== entry.actor) return false
  const { minutes } = entry.body as unknown as Body
  if (entry.kind === 'emergency.closed') return row.closedAt !== null
  const from = Date.parse(entry.recordedAt)
  return row.openedAt.getTime() === from && row.endsAt.getTime() === from + (minutes ?? 0) * 60_000
}

const finding = (id: string, what: string, detail: Finding['detail'] = {}): Finding => ({
  code: 'EMERGENCY_OPENING_CHANGED',
  table: 'emergency_opening',
  key: `opening ${id}`,
  what,
  detail,
})

const compare = async (tx: Tx, entries: readonly Entry[]): Promise<Finding[]> => {
  const ids = entries.map(({ body }) => (body as unknown as Body).opening)
  const rows = await tx.rows<Row>({
    text: `select id, customer_id as "customerId", staff_id as "staffId", opened_at as "openedAt", ends_at as "endsAt",
                  closed_at as "closedAt"
             from emergency_opening where organisation_id = $1 and id = any($2::uuid[])`,
    values: [tx.organisationId, ids],
  })
  const known = new Map(rows.map((row) => [row.id, row]))
  return entries.flatMap((entry, at) =>
    fits(entry, known.get(ids[at]!))
      ? []
      : [finding(ids[at]!, 'An opening in an emergency is not as it was recorded.', { entry: entry.id })],
  )
}

/** Openings that no entry speaks of; a hundred of them at most. */
const finish = async (tx: Tx): Promise<Finding[]> => {
  const rows = await tx.rows<{ id: string }>({
    text: `select o.id from emergency_opening o
            where o.organisation_id = $1 and not exists (select from journal_entry j
                    where j.organisation_id = $1 and j.id = o.entry_id and j.kind = 'emergency.opened') limit 100`,
    values: [tx.organisationId],
  })
  return rows.map(({ id }) => finding(id, 'The journal does not speak of this opening.'))
}

/** The auditor of openings in emergencies. */
export const emergencyAuditor = {
  name: 'emergency',
  kinds: ['emergency.opened', 'emergency.closed'],
  compare,
  finish,
}
