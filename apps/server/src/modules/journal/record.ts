import { subjectKey, subjectKeys } from '../../platform/crypto/index.ts'
import { bytesArray, textArray, type Tx } from '../../platform/db/index.ts'
import { isUuid } from '../../platform/ids.ts'
import { commitmentBytes, makeEntry, type EntryRow, type NewEntry } from './entry.ts'
import { journalErrors } from './errors.ts'
import { signalRecorded } from './recorded-signal.ts'

/** What the caller learns of a recorded entry. */
export type Recorded = { readonly id: string; readonly recordedAt: string }

const columns =
  'organisation_id, id, subject, kind, actor, purpose, recorded_at, occurred_at, commitment, body, leaf_hash'

const valuesOf = ({ public: entry, occurredAt, body, leafHash }: EntryRow) => [
  entry.id,
  entry.subject,
  entry.kind,
  entry.actor,
  entry.purpose,
  entry.recordedAt,
  occurredAt,
  commitmentBytes(entry),
  body,
  leafHash,
]

const types = ['uuid', 'uuid', 'text', 'text', 'text', 'timestamptz', 'timestamptz', 'bytea', 'bytea', 'bytea']
const arrays = types.map((type) => (type === 'bytea' ? bytesArray : textArray))
const pend = 'insert into journal_pending (organisation_id, entry_id) select organisation_id, id from entry'

const insert = `
  with entry as (
    insert into journal_entry (${columns})
    select $1::uuid, made.* from unnest(${types.map((type, i) => `$${i + 2}::${type}[]`).join(', ')}) as made
    returning organisation_id, id
  ) ${pend}`

const checkSubject = ({ subject, kind }: NewEntry): void => {
  if (!isUuid(subject)) throw journalErrors.JOURNAL_ENTRY_INVALID(`the subject of ${kind} is not a UUID in lower case`)
}

const store = async (tx: Tx, rows: readonly EntryRow[]): Promise<void> => {
  tx.afterCommit(() => signalRecorded(tx.organisationId))
  const values = [tx.organisationId]
  await tx.append({ name: 'journal-record', text: insert, values, columns: arrays, rows: rows.map(valuesOf) })
}

const recordedOf = ({ public: { id, recordedAt } }: EntryRow): Recorded => ({ id, recordedAt })

/**
 * Appends one entry to the journal of the transaction's organisation. It is in the journal if and only if the
 * transaction commits; its position follows within a moment after that, its checkpoint within a second.
 * @returns id and time of the entry
 * @throws JOURNAL_ENTRY_INVALID, JOURNAL_ENTRY_TOO_LARGE, SUBJECT_ERASED
 */
export const record = async (tx: Tx, entry: NewEntry): Promise<Recorded> => {
  checkSubject(entry)
  const row = makeEntry(tx.organisationId, await subjectKey(tx, entry.subject), entry)
  await store(tx, [row])
  return recordedOf(row)
}

/**
 * Appends many entries with one statement; they come to stand in the order given.
 * @returns id and time of each, in the same order
 * @throws as {@link record}; nothing is written then
 */
export const recordMany = async (tx: Tx, entries: readonly NewEntry[]): Promise<Recorded[]> => {
  if (entries.length === 0) return []
  entries.forEach(checkSubject)
  const keys = await subjectKeys(tx, new Set(entries.map(({ subject }) => subject)))
  const rows = entries.map((entry) => makeEntry(tx.organisationId, keys.get(entry.subject)!, entry))
  await store(tx, rows)
  return rows.map(recordedOf)
}
