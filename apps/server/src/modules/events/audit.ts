import type { JsonValue } from '@candor/journal'
import { subjectKeys, type SubjectKey } from '../../platform/crypto/index.ts'
import type { Tx } from '../../platform/db/index.ts'
import { CandorError } from '../../platform/errors.ts'
import { eventLeaf, rootOf } from './ingest/leaf.ts'
import { keeperOf, reopened, storedColumns, type StoredEvent } from './stored.ts'

/** What the audit of events can find. */
export type EventFindingCode =
  /** An event is not as it was sealed. */
  | 'EVENT_CHANGED'
  /** Of a sealed group events are missing, or there are more than were sealed. */
  | 'EVENT_GROUP_CHANGED'

/** One thing that is not as it was recorded. Holds no personal data. */
export type Finding = {
  readonly code: EventFindingCode
  readonly table: string
  readonly key: string
  readonly what: string
  readonly detail: { readonly [name: string]: JsonValue }
}

type ReceivedEntry = { readonly id: string; readonly body: JsonValue }
type Recorded = { readonly seal: string; readonly events: number; readonly root: string }

const bodyOf = ({ body }: ReceivedEntry): Recorded => body as unknown as Recorded

const keysOf = async (tx: Tx, rows: readonly StoredEvent[]): Promise<Map<string, SubjectKey>> => {
  const keepers = [...new Set(rows.map((row) => keeperOf(row, tx.organisationId)))]
  const found = new Map<string, SubjectKey>()
  for (const keeper of keepers) {
    try {
      for (const [id, key] of await subjectKeys(tx, [keeper])) found.set(id, key)
    } catch (error) {
      // What nobody can read any more keeps its hash, which the root still proves.
      if (!(error instanceof CandorError && error.code === 'SUBJECT_ERASED')) throw error
    }
  }
  return found
}

/** The hash that a row should have; nothing where its content was changed or moved. */
const leafOf = (organisationId: string, row: StoredEvent, key: SubjectKey): Buffer | undefined => {
  try {
    return eventLeaf(reopened(organisationId, row, key).open)
  } catch (error) {
    if (error instanceof CandorError && error.code === 'CORRUPT_CIPHERTEXT') return undefined
    throw error
  }
}

const compareGroup = async (tx: Tx, entry: ReceivedEntry): Promise<Finding[]> => {
  const { seal, events, root } = bodyOf(entry)
  const rows = await tx.rows<StoredEvent>({
    text: `select ${storedColumns} from event e where e.organisation_id = $1 and e.seal_id = $2 order by e.position`,
    values: [tx.organisationId, seal],
  })
  const keys = await keysOf(tx, rows)
  const findings = rows.flatMap((row): Finding[] => {
    const key = keys.get(keeperOf(row, tx.organisationId))
    if (key === undefined || leafOf(tx.organisationId, row, key)?.equals(row.leafHash) === true) return []
    const what = 'An event is not as it was sealed.'
    return [{ code: 'EVENT_CHANGED', table: 'event', key: `event ${row.id}`, what, detail: { entry: entry.id } }]
  })
  const whole = rows.length === events && rows.every(({ position }, at) => position === at)
  if (whole && rootOf(rows.map(({ leafHash }) => leafHash)).toString('hex') === root) return findings
  return [
    ...findings,
    {
      code: 'EVENT_GROUP_CHANGED',
      table: 'event',
      key: `group ${seal}`,
      what: 'The events that were stored together are not those that were sealed.',
      detail: { sealed: events, stored: rows.length, entry: entry.id },
    },
  ]
}

const compare = async (tx: Tx, entries: readonly ReceivedEntry[]): Promise<Finding[]> => {
  const findings: Finding[] = []
  for (const entry of entries) findings.push(...(await compareGroup(tx, entry)))
  return findings
}

/** Events of groups that no entry speaks of; a hundred of them at most. */
const finish = async (tx: Tx): Promise<Finding[]> => {
  const rows = await tx.rows<{ id: string }>({
    text: `select s.id from event_seal s
            where s.organisation_id = $1 and not exists (select from journal_entry j
                    where j.organisation_id = $1 and j.id = s.entry_id and j.kind = 'events.received') limit 100`,
    values: [tx.organisationId],
  })
  return rows.map(({ id }) => ({
    code: 'EVENT_GROUP_CHANGED',
    table: 'event_seal',
    key: `group ${id}`,
    what: 'The journal does not speak of this group of events.',
    detail: {},
  }))
}

/** The auditor of events: every event against the root in the entry that it was sealed by. */
export const eventsAuditor = { name: 'events', kinds: ['events.received'], compare, finish }
