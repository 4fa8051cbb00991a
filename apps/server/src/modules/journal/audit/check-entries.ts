import type { JsonValue } from '@candor/journal'
import type { SubjectKey } from '../../../platform/crypto/index.ts'
import { CandorError } from '../../../platform/errors.ts'
import { openEntry, publicEntry } from '../entry.ts'
import { nativeCommitment, nativeLeafHash } from '../native-hash.ts'
import type { AuditedEntry } from './auditor.ts'
import { entryKey, type Finding, finding } from './finding.ts'
import type { EntryRecord } from './read.ts'

/** The key that opens a subject's bodies, or why there is none. */
export type KeyState = SubjectKey | 'erased' | 'missing' | 'damaged'

/** What was found of one entry. */
export type EntryCheck = {
  /** RFC 6962 leaf hash of the row as it stands. */
  readonly hash: Buffer
  readonly findings: readonly Finding[]
  /** The entry opened, where it could be and is in order. */
  readonly audited: AuditedEntry | undefined
}

const bodyFinding = (row: EntryRecord, what: string, detail: Finding['detail'] = {}): Finding =>
  finding('JOURNAL_BODY_CHANGED', 'journal_entry', entryKey(row.id), what, { kind: row.kind, ...detail })

const openBody = (row: EntryRecord, key: SubjectKey): { text: string } | Finding => {
  try {
    const { salt, text } = openEntry(key, row.id, row.body)
    const commitment = nativeCommitment(salt, text)
    if (commitment.equals(row.commitment)) return { text }
    const detail = { stored: row.commitment.toString('hex'), computed: commitment.toString('hex') }
    return bodyFinding(row, 'The stored body is not the one that the entry commits to.', detail)
  } catch (error) {
    if (!(error instanceof CandorError && error.code === 'CORRUPT_CIPHERTEXT')) throw error
    return bodyFinding(row, 'The stored body was changed, or belongs to another entry.')
  }
}

/** Whether the text may have a member of that name; a quick no for most bodies. */
const mayHave = (text: string, name: string): boolean => text.includes(`"${name}":`)

const occurredAtIn = (body: JsonValue): string | undefined => {
  const value = (body as { occurredAt?: unknown } | null)?.occurredAt
  return typeof value === 'string' ? value : undefined
}

/**
 * Checks one entry by itself: hash against columns, body against commitment, time against body.
 * @param organisation id of the organisation
 * @param key opens the body; an erased one is not an error, the hash stands without it
 * @param wanted whether anybody wants to see the entry opened
 */
export const checkEntry = (organisation: string, row: EntryRecord, key: KeyState, wanted: boolean): EntryCheck => {
  const findings: Finding[] = []
  const computed = nativeLeafHash(publicEntry(organisation, row))
  if (!computed.equals(row.leaf_hash)) {
    const detail = { kind: row.kind, stored: row.leaf_hash.toString('hex'), computed: computed.toString('hex') }
    const what = 'The entry’s columns are not those that were hashed when it was recorded.'
    findings.push(finding('JOURNAL_ENTRY_CHANGED', 'journal_entry', entryKey(row.id), what, detail))
  }
  if (typeof key === 'string') return { hash: computed, findings, audited: undefined }
  const opened = openBody(row, key)
  if ('code' in opened) return { hash: computed, findings: [...findings, opened], audited: undefined }
  const { id, subject, kind, actor, purpose, recorded_at: recordedAt, occurred_at: occurredAt } = row
  const body = wanted || mayHave(opened.text, 'occurredAt') ? (JSON.parse(opened.text) as JsonValue) : null
  const expected = occurredAtIn(body) ?? recordedAt
  if (occurredAt !== expected) {
    const what = 'The entry shows another time of happening than was recorded.'
    const detail = { stored: occurredAt, recorded: expected }
    findings.push(finding('JOURNAL_ENTRY_CHANGED', 'journal_entry', entryKey(row.id), what, detail))
  }
  const sound = wanted && findings.length === 0
  const audited = sound ? { id, subject, kind, actor, purpose, recordedAt, occurredAt, body } : undefined
  return { hash: computed, findings, audited }
}
