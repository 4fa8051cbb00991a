import { createHash, randomBytes } from 'node:crypto'
import type { JsonObject } from '@candor/journal'
import { subjectKey } from '../../platform/crypto/index.ts'
import type { Tx } from '../../platform/db/index.ts'
import type { Mail } from '../../platform/mail/mail.ts'
import { bodyOf, computeSums, keeperOf, openOf, sealContent, type SalesDoc } from './document.ts'
import { inMoneyTerms } from './errors.ts'
import type { SalesNeeds } from './needs.ts'

/** The parts that every change of a document needs. */
export type SalesParts = {
  readonly needs: SalesNeeds
  readonly mail: Pick<Mail, 'send'>
  /** Address of this server, for links. */
  readonly publicUrl: string
}

/** Who does something, and when it happened where that was not now: an ISO instant. */
export type By = { readonly actor: string; readonly at?: string | undefined }

/** What a change answers. */
export type Changed = { readonly id: string; readonly version: number; readonly entryId: string }

/** What is stored and recorded together: the document as it is now, what happened to it, and who did it. */
export type SalesEvent = {
  readonly document: SalesDoc
  /** `quote.sent`, `invoice.paid` … */
  readonly kind: `${string}.${string}`
  readonly by: By
  /** What is told beside the document itself: the payment, the fields that changed. */
  readonly told?: JsonObject
}

const purpose = 'service-contract'

/** The moment of what somebody does, an ISO instant. */
export const nowOf = ({ at }: By): string => at ?? new Date().toISOString()

const upsert = `
  insert into sales_document (organisation_id, id, kind, state, number, edition, subject_id, customer_id, company_id, deal_id,
      source_id, content, currency, total, paid, refunded, credited, open, day, until, created_by, created_at, changed_at,
      version, entry_id)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25)
  on conflict (organisation_id, id) do update set
    state = excluded.state, number = excluded.number, edition = excluded.edition, content = excluded.content,
    currency = excluded.currency, total = excluded.total, paid = excluded.paid, refunded = excluded.refunded,
    credited = excluded.credited, open = excluded.open, day = excluded.day, until = excluded.until,
    changed_at = excluded.changed_at, version = excluded.version, entry_id = excluded.entry_id`

/**
 * Writes a document and its journal entry in the caller's transaction.
 * @throws MONEY_… when it comes to nothing that makes sense
 */
export const storeDocument = async (
  tx: Tx,
  { needs }: Pick<SalesParts, 'needs'>,
  { document, kind, by: { actor, at }, told }: SalesEvent,
): Promise<Changed> => {
  const keeper = keeperOf(document)
  const { total } = inMoneyTerms('/body', () => computeSums(document))
  const body = { ...bodyOf(document), told: told ?? {} }
  const [key, entry] = await Promise.all([
    subjectKey(tx, keeper),
    needs.record(tx, { subject: keeper, kind, actor, purpose, body, ...(at !== undefined && { occurredAt: at }) }),
  ])
  const { id, state, number, edition, customer, company, deal, source, currency, day, until, version } = document
  await tx.rows({
    name: 'sales-document-write',
    text: upsert,
    values: [
      tx.organisationId,
      id,
      document.kind,
      state,
      number,
      edition,
      keeper,
      customer,
      company,
      deal,
      source,
      sealContent(key, document),
      currency,
      total,
      document.paid,
      document.refunded,
      document.credited,
      openOf(document, total),
      day,
      until,
      document.createdBy,
      document.createdAt,
      document.changedAt,
      version,
      entry.id,
    ],
  })
  await tx.rows({
    name: 'sales-document-entry-write',
    text: 'insert into sales_document_entry (organisation_id, document_id, version, entry_id) values ($1, $2, $3, $4)',
    values: [tx.organisationId, id, version, entry.id],
  })
  const toCustomer = customer === null || state === 'draft' ? {} : { customerId: customer }
  tx.afterCommit(() => needs.onChanged(tx.organisationId, { id, ...toCustomer }))
  return { id, version, entryId: entry.id }
}

const linkPlace = (id: string) => ({ table: 'sales_document', column: 'link', id })
const idBytes = 16

/** SHA-256 of the secret of a link: what it is found by. */
export const linkHash = (token: string): Buffer => createHash('sha256').update(token).digest()

/** The organisation that a link names. Its secret is what proves anything. */
export const organisationOfLink = (token: string): string => {
  const hex = Buffer.from(token, 'base64url').subarray(0, idBytes).toString('hex').padEnd(32, '0')
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}

/** The secret of the link of a quote; made when it is first asked for. 256 random bits behind the organisation's id. */
export const linkOf = async (tx: Tx, document: Pick<SalesDoc, 'id' | 'customer' | 'company'>): Promise<string> => {
  const key = await subjectKey(tx, keeperOf(document))
  const { link } = await tx.one<{ link: Buffer | null }>({
    name: 'sales-link',
    text: 'select link from sales_document where organisation_id = $1 and id = $2 for no key update',
    values: [tx.organisationId, document.id],
  })
  if (link !== null) return key.decrypt(linkPlace(document.id), link).toString()
  const token = Buffer.concat([Buffer.from(tx.organisationId.replaceAll('-', ''), 'hex'), randomBytes(32)]).toString(
    'base64url',
  )
  await tx.rows({
    name: 'sales-link-write',
    text: 'update sales_document set link = $3, link_hash = $4 where organisation_id = $1 and id = $2',
    values: [tx.organisationId, document.id, key.encrypt(linkPlace(document.id), token), linkHash(token)],
  })
  return token
}

/** The address that a customer opens: what is secret stands behind the `#`, which browsers do not send. */
export const linkUrl = ({ publicUrl }: Pick<SalesParts, 'publicUrl'>, token: string): string =>
  `${publicUrl}/portal/quote#${token}`
