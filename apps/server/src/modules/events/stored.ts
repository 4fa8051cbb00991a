import type { EventPublic } from '@candor/api'
import type { SubjectKey } from '../../platform/crypto/index.ts'
import { openContent, type OpenedContent } from './ingest/leaf.ts'

/** A row of `event`. */
export type StoredEvent = {
  readonly id: string
  readonly sealId: string
  readonly position: number
  readonly sourceId: string
  readonly type: EventPublic['type']
  readonly name: string
  readonly message: string
  readonly occurredAt: Date
  readonly receivedAt: Date
  readonly customerId: string | null
  readonly stitched: boolean
  readonly device: string | null
  readonly person: string | null
  readonly basis: EventPublic['basis']
  readonly consentEntryId: string | null
  readonly body: Buffer
  readonly leafHash: Buffer
}

/** Columns of a {@link StoredEvent}; the table is called `e`. */
export const storedColumns = `e.id, e.seal_id as "sealId", e.position, e.source_id as "sourceId", e.type, e.name, e.message,
  e.occurred_at as "occurredAt", e.received_at as "receivedAt", e.customer_id as "customerId", e.stitched, e.device,
  e.person, e.basis, e.consent_entry_id as "consentEntryId", e.body, e.leaf_hash as "leafHash"`

/** Whose key closes the content of an event. */
export const keeperOf = ({ customerId }: Pick<StoredEvent, 'customerId'>, organisationId: string): string =>
  customerId ?? organisationId

/**
 * An event as it was hashed, made again from its row.
 * @param key of whoever it is kept under
 * @throws CORRUPT_CIPHERTEXT
 */
export const reopened = (
  organisation: string,
  row: StoredEvent,
  key: SubjectKey,
): { readonly open: EventPublic; readonly opened: OpenedContent } => {
  const opened = openContent(key, row.id, row.body)
  const open: EventPublic = {
    v: 1,
    organisation,
    id: row.id,
    seal: row.sealId,
    position: row.position,
    source: row.sourceId,
    type: row.type,
    name: row.name,
    message: row.message,
    occurredAt: row.occurredAt.toISOString(),
    receivedAt: row.receivedAt.toISOString(),
    // Whom it concerned then: what was found out later stands in entries of its own.
    customer: row.stitched ? null : row.customerId,
    device: row.device,
    person: row.person,
    basis: row.basis,
    consent: row.consentEntryId,
    commitment: opened.commitment,
  }
  return { open, opened }
}
