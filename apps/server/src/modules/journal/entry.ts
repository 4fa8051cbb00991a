import { randomFillSync } from 'node:crypto'
import {
  canonicalJson,
  type EntryPublic,
  type JsonObject,
  JournalFormatError,
  parseEntry,
  saltLength,
} from '@candor/journal'
import type { SubjectKey } from '../../platform/crypto/index.ts'
import { EntryClock } from './entry-clock.ts'
import { journalErrors } from './errors.ts'
import { nativeCommitment, nativeLeafHash } from './native-hash.ts'

/** Something that happened, as a module hands it to the journal. */
export type NewEntry = {
  /** The customer's id; the organisation's for what concerns all. */
  readonly subject: string
  /** `order.placed`, `customer.created`… */
  readonly kind: `${string}.${string}`
  /** `staff:<id>`, `customer:<id>` or `system`. */
  readonly actor: string
  /** Why the data is used: `service-contract`… */
  readonly purpose: string
  /** What happened. May hold personal data: it is stored encrypted and committed to, never shown in clear. */
  readonly body: JsonObject
  /** When it happened, if not now: ISO instant in UTC. Becomes part of the body and so of what is proved. */
  readonly occurredAt?: string
}

/** A row of `journal_entry`, ready to be written. */
export type EntryRow = {
  readonly public: EntryPublic
  readonly occurredAt: string
  readonly body: Buffer
  readonly leafHash: Buffer
}

/** Longest body, in bytes of canonical JSON. */
export const longestBody = 262_144

const clock = new EntryClock()
const salts = Buffer.alloc(saltLength * 256)
let used = salts.length

const nextSalt = (): Buffer => {
  if (used === salts.length) {
    randomFillSync(salts)
    used = 0
  }
  used += saltLength
  return salts.subarray(used - saltLength, used)
}

const placeOf = (id: string) => ({ table: 'journal_entry', column: 'body', id })
const keyOf = (key: SubjectKey, id: string): SubjectKey => key.derive(`journal-entry:${id}`)

const instantOf = (text: string): string => {
  const time = new Date(text)
  if (Number.isNaN(time.getTime()) || !/^\d{4}-\d{2}-\d{2}T/.test(text)) {
    throw journalErrors.JOURNAL_ENTRY_INVALID(`occurredAt ${JSON.stringify(text)} is not an ISO instant`)
  }
  return time.toISOString()
}

/**
 * Makes the row of a new entry: id, time, salt, commitment, encrypted body, leaf hash.
 * @param organisation id of the organisation
 * @param key the subject's key
 * @throws JOURNAL_ENTRY_INVALID, JOURNAL_ENTRY_TOO_LARGE
 */
export const makeEntry = (organisation: string, key: SubjectKey, entry: NewEntry): EntryRow => {
  const { id, recordedAt } = clock.next()
  const occurredAt = entry.occurredAt === undefined ? recordedAt : instantOf(entry.occurredAt)
  const { subject, kind, actor, purpose } = entry
  try {
    const text = canonicalJson(entry.occurredAt === undefined ? entry.body : { ...entry.body, occurredAt })
    const body = Buffer.from(text)
    if (body.length > longestBody) {
      throw journalErrors.JOURNAL_ENTRY_TOO_LARGE(
        `the body of ${kind} has ${body.length} bytes, at most ${longestBody}`,
      )
    }
    const salt = nextSalt()
    const commitment = nativeCommitment(salt, text).toString('hex')
    const open = parseEntry({ v: 1, organisation, id, subject, kind, actor, purpose, recordedAt, commitment })
    const sealed = keyOf(key, id).encrypt(placeOf(id), Buffer.concat([salt, body]))
    return { public: open, occurredAt, body: sealed, leafHash: nativeLeafHash(open) }
  } catch (cause) {
    if (cause instanceof JournalFormatError) throw journalErrors.JOURNAL_ENTRY_INVALID(cause.message, { cause })
    throw cause
  }
}

/** A decrypted body with its salt. `text` is the canonical JSON that the commitment is over. */
export type OpenedEntry = { readonly salt: Buffer; readonly text: string }

/**
 * Decrypts the body of an entry.
 * @param key the subject's key
 * @throws CORRUPT_CIPHERTEXT if it was changed or moved; SUBJECT_ERASED if the key is gone
 */
export const openEntry = (key: SubjectKey, id: string, body: Uint8Array): OpenedEntry => {
  const plain = keyOf(key, id).decrypt(placeOf(id), body)
  return { salt: plain.subarray(0, saltLength), text: plain.toString('utf8', saltLength) }
}

/** A row of `journal_entry` as the database gives it. */
export type StoredEntry = {
  readonly id: string
  readonly subject: string
  readonly kind: string
  readonly actor: string
  readonly purpose: string
  /** ISO 8601 in UTC with milliseconds, as it was hashed. */
  readonly recorded_at: string
  readonly occurred_at: string
  readonly commitment: Buffer
}

const iso = (column: string): string =>
  `to_char(e.${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as ${column}`

/** Columns of {@link StoredEntry}, for `select`; the table is called `e`. */
export const storedColumns = `e.id, e.subject, e.kind, e.actor, e.purpose, ${iso('recorded_at')}, ${iso('occurred_at')}, e.commitment`

/** The public part of a stored entry, as it was hashed. */
export const publicEntry = (organisation: string, row: StoredEntry): EntryPublic => ({
  v: 1,
  organisation,
  id: row.id,
  subject: row.subject,
  kind: row.kind,
  actor: row.actor,
  purpose: row.purpose,
  recordedAt: row.recorded_at,
  commitment: row.commitment.toString('hex'),
})

/** The commitment as it is stored: 32 bytes. */
export const commitmentBytes = (entry: EntryPublic): Buffer => Buffer.from(entry.commitment, 'hex')
