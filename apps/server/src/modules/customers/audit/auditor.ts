import type { CustomerProfile } from '@candor/api'
import type { JsonValue } from '@candor/journal'
import { blindKeys, subjectKeys, type BlindKeys, type SubjectKey } from '../../../platform/crypto/index.ts'
import type { Tx } from '../../../platform/db/index.ts'
import { CandorError } from '../../../platform/errors.ts'
import { openProfile, profileFields, sameField, tidyProfile } from '../profile.ts'
import { blindIndexes } from '../search/blind.ts'
import { finding, type Finding } from './finding.ts'
import { customersById, notesById, unrecordedCustomers, type AuditedCustomer, type AuditedNote } from './read.ts'

/** An entry about a customer, opened. */
type CustomerEntry = { readonly id: string; readonly subject: string; readonly kind: string; readonly body: JsonValue }

/** What the entries of this module say. */
type Recorded = {
  readonly version?: number
  readonly reference?: string
  readonly profile: CustomerProfile
  readonly noteId?: string
  readonly kind?: string
  readonly text?: string
}

const recordedIn = ({ body }: CustomerEntry): Recorded => body as unknown as Recorded

/** Decrypts, or says that it cannot be done: the cause is a changed row, since the key opened the entry. */
const opened = <T>(open: () => T): T | undefined => {
  try {
    return open()
  } catch (error) {
    if (error instanceof CandorError && error.code === 'CORRUPT_CIPHERTEXT') return undefined
    throw error
  }
}

const keyOf = (id: string): string => `customer ${id}`

/** Names of the fields that differ; their values stay secret. */
const differingFields = (recorded: CustomerProfile, stored: CustomerProfile): string[] => {
  const [before, now] = [tidyProfile(recorded), tidyProfile(stored)]
  return profileFields.filter((field) => !sameField(before, now, field))
}

/** The blind exact indexes that do not belong to the profile: by them a customer would be found, or not be found. */
const differingIndexes = (row: AuditedCustomer, profile: CustomerProfile, blind: BlindKeys): string[] => {
  const { emailHash, phoneHash, others } = blindIndexes(blind, row.reference, profile)
  const text = (hash: Buffer | null): string => hash?.toString('hex') ?? ''
  const wanted = new Set(others.map(({ field, hash }) => `${field} ${text(hash)}`))
  const stored = row.others ?? []
  return [
    ...(text(emailHash) === text(row.emailHash) ? [] : ['e-mail (for search)']),
    ...(text(phoneHash) === text(row.phoneHash) ? [] : ['phone (for search)']),
    ...(wanted.size === stored.length && stored.every((one) => wanted.has(one)) ? [] : ['contact (for search)']),
  ]
}

const compareCustomer = (
  entry: CustomerEntry,
  row: AuditedCustomer | undefined,
  key: SubjectKey,
  blind: BlindKeys,
): Finding[] => {
  const recorded = recordedIn(entry)
  const version = recorded.version ?? 1
  const name = keyOf(entry.subject)
  if (row === undefined) {
    return [finding('CUSTOMER_MISSING', 'customer', name, 'A customer who was recorded is gone.', { entry: entry.id })]
  }
  if (row.version < version) {
    const what = 'A customer’s profile is older than the last change that was recorded.'
    return [
      finding('CUSTOMER_CHANGED', 'customer', name, what, { recordedVersion: version, storedVersion: row.version }),
    ]
  }
  if (row.version > version) return []
  const profile = opened(() => openProfile(key, row.id, row.profile))
  if (profile === undefined) {
    return [finding('CUSTOMER_CHANGED', 'customer', name, 'A customer’s stored profile was changed or moved.')]
  }
  const fields = [
    ...differingFields(recorded.profile, profile),
    ...(entry.kind === 'customer.created' && (recorded.reference ?? null) !== row.reference ? ['reference'] : []),
    ...(row.entryId === entry.id ? [] : ['entry']),
    ...(!row.isListed || (recorded.profile.country ?? null) === row.country ? [] : ['country (for lists)']),
    ...differingIndexes(row, profile, blind),
    ...((recorded.profile.fictional ?? false) === row.fictional ? [] : ['fictional (for lists)']),
  ]
  if (fields.length === 0) return []
  const what = 'A customer’s stored data is not what was recorded last.'
  return [finding('CUSTOMER_CHANGED', 'customer', name, what, { fields, entry: entry.id })]
}

const compareNote = (entry: CustomerEntry, row: AuditedNote | undefined, key: SubjectKey): Finding[] => {
  const { noteId = '', kind, text } = recordedIn(entry)
  const name = `note ${noteId}`
  if (row === undefined) {
    return [finding('NOTE_MISSING', 'customer_note', name, 'A note that was recorded is gone.', { entry: entry.id })]
  }
  const stored = opened(() => key.decrypt({ table: 'customer_note', column: 'text', id: row.id }, row.text).toString())
  if (row.customerId === entry.subject && row.kind === kind && stored === text) return []
  return [finding('NOTE_CHANGED', 'customer_note', name, 'A note is not what was recorded.', { entry: entry.id })]
}

const compare = async (tx: Tx, entries: readonly CustomerEntry[]): Promise<Finding[]> => {
  const notes = entries.filter(({ kind }) => kind === 'note.added')
  const subjects = new Set(entries.map(({ subject }) => subject))
  const [customers, noteRows, keys, blind] = [
    await customersById(tx, [...subjects]),
    await notesById(
      tx,
      notes.map((entry) => recordedIn(entry).noteId ?? ''),
    ),
    // The entries were opened with these keys, so none of them is made here.
    await subjectKeys(tx, subjects),
    await blindKeys(tx),
  ]
  return entries.flatMap((entry) => {
    const key = keys.get(entry.subject)!
    return entry.kind === 'note.added'
      ? compareNote(entry, noteRows.get(recordedIn(entry).noteId ?? ''), key)
      : compareCustomer(entry, customers.get(entry.subject), key, blind)
  })
}

const finish = async (tx: Tx): Promise<Finding[]> =>
  (await unrecordedCustomers(tx)).map(({ id, entryId }) =>
    finding('CUSTOMER_UNRECORDED', 'customer', keyOf(id), 'The journal does not speak of this customer.', {
      entry: entryId,
    }),
  )

/** The auditor of customers: every profile and note against the entry that recorded it last. */
export const customersAuditor = {
  name: 'customers',
  kinds: ['customer.created', 'customer.updated', 'note.added'],
  compare,
  finish,
}
