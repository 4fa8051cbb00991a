import type { JsonValue } from '@candor/journal'
import type { Tx } from '../../platform/db/index.ts'

type Finding = {
  readonly code: 'SUBJECT_REQUEST_CHANGED' | 'SUBJECT_REQUEST_UNRECORDED' | 'ERASURE_UNDONE'
  readonly table: string
  readonly key: string
  readonly what: string
  readonly detail: { readonly [name: string]: JsonValue }
}

type Entry = { readonly id: string; readonly subject: string; readonly kind: string; readonly body: JsonValue }
type Body = {
  readonly requestId: string
  readonly kind: string
  readonly law: string
  readonly state: string
  readonly dueAt: string
  readonly identifiedAt: string | null
  readonly closedAt: string | null
  readonly version: number
}
type Row = Omit<Body, 'requestId' | 'dueAt' | 'identifiedAt' | 'closedAt'> & {
  readonly id: string
  readonly customerId: string
  readonly dueAt: Date
  readonly identifiedAt: Date | null
  readonly closedAt: Date | null
  readonly entryId: string
}

const kinds = ['requested', 'identified', 'extended', 'refused', 'withdrawn', 'completed'].map(
  (step) => `privacy.${step}`,
)

const bodyOf = ({ body }: Entry): Body => body as unknown as Body

const compareStep = (entry: Entry, row: Row | undefined): Finding[] => {
  const said = bodyOf(entry)
  // What an erasure came after belongs to nobody who could read it.
  if (row !== undefined && row.version > said.version) return []
  const time = (at: Date | null | undefined): string | null => at?.toISOString() ?? null
  const same =
    row !== undefined &&
    row.customerId === entry.subject &&
    row.entryId === entry.id &&
    row.kind === said.kind &&
    row.law === said.law &&
    row.state === said.state &&
    row.version === said.version &&
    time(row.dueAt) === said.dueAt &&
    time(row.identifiedAt) === said.identifiedAt &&
    time(row.closedAt) === said.closedAt
  if (same) return []
  const what = 'A request of a customer about their data is not what was recorded last.'
  const key = `request ${said.requestId}`
  return [{ code: 'SUBJECT_REQUEST_CHANGED', table: 'subject_request', key, what, detail: { entry: entry.id } }]
}

/** Keys that are there again although the journal says that they were destroyed, as after an older backup was restored. */
const undone = async (tx: Tx, entry: Entry): Promise<Finding[]> => {
  const { records } = entry.body as unknown as { records: string[] }
  const rows = await tx.rows<{ id: string }>({
    text: `select subject_id as id from subject_key
            where organisation_id = $1 and subject_id = any($2::uuid[]) and destroyed_at is null`,
    values: [tx.organisationId, records],
  })
  const what = 'The key of a customer who was erased is there again: erase them once more.'
  return rows.map(({ id }) => ({
    code: 'ERASURE_UNDONE',
    table: 'subject_key',
    key: `subject ${id}`,
    what,
    detail: { entry: entry.id },
  }))
}

const compare = async (tx: Tx, entries: readonly Entry[]): Promise<Finding[]> => {
  const steps = entries.filter(({ kind }) => kind !== 'privacy.erased')
  const rows = await tx.rows<Row>({
    text: `select id, customer_id as "customerId", kind, law, state, due_at as "dueAt", identified_at as "identifiedAt",
                  closed_at as "closedAt", version, entry_id as "entryId"
             from subject_request where organisation_id = $1 and id = any($2::uuid[])`,
    values: [tx.organisationId, steps.map((entry) => bodyOf(entry).requestId)],
  })
  const byId = new Map(rows.map((row) => [row.id, row]))
  const findings = steps.flatMap((entry) => compareStep(entry, byId.get(bodyOf(entry).requestId)))
  for (const entry of entries) if (entry.kind === 'privacy.erased') findings.push(...(await undone(tx, entry)))
  return findings
}

const finish = async (tx: Tx): Promise<Finding[]> => {
  const rows = await tx.rows<{ id: string }>({
    text: `select r.id from subject_request r
            where r.organisation_id = $1
              and not exists (select from journal_entry e
                               where e.organisation_id = $1 and e.id = r.entry_id
                                 and (e.subject = r.customer_id or (e.subject = $1 and e.kind = 'privacy.erased')))
            limit 100`,
    values: [tx.organisationId],
  })
  return rows.map(({ id }) => ({
    code: 'SUBJECT_REQUEST_UNRECORDED',
    table: 'subject_request',
    key: `request ${id}`,
    what: 'The journal does not speak of this request.',
    detail: {},
  }))
}

/** The auditor of requests about own data: every request against its last entry, and that what was erased stays erased. */
export const subjectRequestsAuditor = {
  name: 'subject-requests',
  kinds: [...kinds, 'privacy.erased'],
  compare,
  finish,
}
