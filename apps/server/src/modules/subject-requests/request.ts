import type { SubjectLaw, SubjectRequestKind, SubjectRequestState } from '@candor/api'
import type { JsonObject } from '@candor/journal'
import type { SubjectKey } from '../../platform/crypto/index.ts'

/** What was written in a request. */
export type Content = {
  readonly text: string
  readonly answer: string | null
  /** How it was made sure that it is really them. */
  readonly identity: string | null
  /** Why it takes longer. */
  readonly extension: string | null
  /** Secret of the address of the certificate. */
  readonly token: string | null
}

/** A request as it is worked with; instants as ISO texts. */
export type Request = Content & {
  readonly id: string
  readonly customerId: string
  readonly kind: SubjectRequestKind
  readonly law: SubjectLaw
  readonly state: SubjectRequestState
  readonly channel: 'portal' | 'staff'
  readonly openedAt: string
  readonly dueAt: string
  readonly identifiedAt: string | null
  readonly closedAt: string | null
  readonly createdBy: string
  readonly version: number
}

/** A row of the table, the content still closed. */
export type Row = Omit<Request, keyof Content | 'openedAt' | 'dueAt' | 'identifiedAt' | 'closedAt'> & {
  readonly content: Buffer
  readonly openedAt: Date
  readonly dueAt: Date
  readonly identifiedAt: Date | null
  readonly closedAt: Date | null
  readonly erasureEntryId: string | null
  readonly entryId: string
}

export const columns = `r.id, r.customer_id as "customerId", r.kind, r.law, r.state, r.channel, r.content,
  r.opened_at as "openedAt", r.due_at as "dueAt", r.identified_at as "identifiedAt", r.closed_at as "closedAt",
  r.erasure_entry_id as "erasureEntryId", r.created_by as "createdBy", r.version, r.entry_id as "entryId"`

const place = (id: string) => ({ table: 'subject_request', column: 'content', id })

/** Closes what was written. */
export const sealContent = (key: SubjectKey, { id, text, answer, identity, extension, token }: Request): Buffer =>
  key.encrypt(place(id), JSON.stringify({ text, answer, identity, extension, token } satisfies Content))

/** Opens what was written. @throws CORRUPT_CIPHERTEXT */
export const openContent = (key: SubjectKey, { id, content }: Pick<Row, 'id' | 'content'>): Content =>
  JSON.parse(key.decrypt(place(id), content).toString()) as Content

/** A row opened. */
export const openRow = (key: SubjectKey, row: Row): Request => {
  const { content: _, erasureEntryId: _erasure, entryId: _entry, ...plain } = row
  return {
    ...plain,
    ...openContent(key, row),
    openedAt: row.openedAt.toISOString(),
    dueAt: row.dueAt.toISOString(),
    identifiedAt: row.identifiedAt?.toISOString() ?? null,
    closedAt: row.closedAt?.toISOString() ?? null,
  }
}

/** What the journal says of a request: all of it but the secret, as it is after what happened. */
export const bodyOf = ({ id, customerId: _customerId, token: _token, ...request }: Request): JsonObject => ({
  requestId: id,
  ...request,
})
