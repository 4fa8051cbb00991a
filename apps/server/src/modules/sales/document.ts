import { createHash } from 'node:crypto'
import type {
  SalesDecision,
  SalesDiscount,
  SalesKind,
  SalesLine,
  SalesParty,
  SalesRounding,
  SalesStanding,
  SalesState,
  SalesSums,
} from '@candor/api'
import { canonicalJson, type JsonObject } from '@candor/journal'
import {
  decimalText,
  quantityDecimals,
  rateDecimals,
  scaledOf,
  sumsOf,
  type Discount,
  type DocumentSums,
} from '@candor/money'
import { subjectKey, type SubjectKey } from '../../platform/crypto/index.ts'
import type { Tx } from '../../platform/db/index.ts'
import { salesErrors } from './errors.ts'

/** What a document says. */
export type Content = {
  readonly title: string
  readonly seller: SalesParty & { readonly bank: string }
  readonly buyer: SalesParty
  readonly language: 'en' | 'zh'
  readonly note: string | null
  readonly lines: readonly SalesLine[]
  readonly discount: SalesDiscount | null
  readonly taxIncluded: boolean
  readonly rounding: SalesRounding
  /** Everybody who wrote of what it says now. */
  readonly writtenBy: readonly string[]
  readonly approval: { readonly by: string; readonly at: string } | null
  readonly decision: SalesDecision | null
}

/** A quote, invoice or credit note as it is worked with: content opened. Amounts are minor units as decimal texts. */
export type SalesDoc = Content & {
  readonly id: string
  readonly kind: SalesKind
  readonly version: number
  readonly state: SalesState
  readonly number: string | null
  readonly edition: number
  readonly customer: string | null
  readonly company: string | null
  readonly deal: string | null
  readonly source: string | null
  readonly currency: string
  readonly paid: string
  readonly refunded: string
  readonly credited: string
  readonly day: string | null
  readonly until: string | null
  readonly createdBy: string
  readonly createdAt: string
  readonly changedAt: string
}

/** A row of the table, the content still closed. */
export type SalesRow = {
  readonly id: string
  readonly kind: SalesKind
  readonly version: number
  readonly state: SalesState
  readonly number: string | null
  readonly edition: number
  readonly subjectId: string
  readonly customerId: string | null
  readonly companyId: string | null
  readonly dealId: string | null
  readonly sourceId: string | null
  readonly content: Buffer
  readonly currency: string
  readonly total: string
  readonly paid: string
  readonly refunded: string
  readonly credited: string
  readonly open: string
  readonly day: string | null
  readonly until: string | null
  readonly createdBy: string
  readonly createdAt: Date
  readonly changedAt: Date
  readonly entryId: string
}

export const salesColumns = `d.id, d.kind, d.version, d.state, d.number, d.edition, d.subject_id as "subjectId",
  d.customer_id as "customerId", d.company_id as "companyId", d.deal_id as "dealId", d.source_id as "sourceId", d.content,
  d.currency, d.total::text as total, d.paid::text as paid, d.refunded::text as refunded, d.credited::text as credited,
  d.open::text as open, d.day::text as day, d.until::text as until, d.created_by as "createdBy",
  d.created_at as "createdAt", d.changed_at as "changedAt", d.entry_id as "entryId"`

/** What was said of somebody who was erased cannot be read any more. */
export const readable = `not exists (select from subject_key k where k.organisation_id = d.organisation_id
  and k.subject_id = d.subject_id and k.destroyed_at is not null)`

const place = (id: string) => ({ table: 'sales_document', column: 'content', id })

/** Closes what a document says. */
export const sealContent = (key: SubjectKey, document: SalesDoc): Buffer => {
  const { id, title, seller, buyer, language, note, lines, discount, taxIncluded, rounding } = document
  const { writtenBy, approval, decision } = document
  const content: Content = {
    title,
    seller,
    buyer,
    language,
    note,
    lines,
    discount,
    taxIncluded,
    rounding,
    writtenBy,
    approval,
    decision,
  }
  return key.encrypt(place(id), JSON.stringify(content))
}

/** Opens a row. @throws CORRUPT_CIPHERTEXT when the content was changed or comes from another row */
export const openDocument = (key: SubjectKey, row: SalesRow): SalesDoc => {
  const content = JSON.parse(key.decrypt(place(row.id), row.content).toString()) as Content
  const { id, kind, version, state, number, edition, currency, paid, refunded, credited, day, until, createdBy } = row
  return {
    ...content,
    id,
    kind,
    version,
    state,
    number,
    edition,
    currency,
    paid,
    refunded,
    credited,
    day,
    until,
    createdBy,
    customer: row.customerId,
    company: row.companyId,
    deal: row.dealId,
    source: row.sourceId,
    createdAt: row.createdAt.toISOString(),
    changedAt: row.changedAt.toISOString(),
  }
}

const discountOf = (discount: SalesDiscount | null): Discount | undefined => {
  if (discount === null) return undefined
  return discount.kind === 'amount'
    ? { kind: 'amount', amount: BigInt(discount.amount) }
    : { kind: 'percent', rate: scaledOf(discount.rate, rateDecimals) ?? -1n }
}

/** What a document comes to, exactly. @throws MoneyError where it comes to nothing that makes sense */
export const computeSums = ({
  lines,
  discount,
  taxIncluded,
  rounding,
}: Pick<SalesDoc, 'lines' | 'discount' | 'taxIncluded' | 'rounding'>): DocumentSums =>
  sumsOf({
    lines: lines.map((line) => ({
      quantity: scaledOf(line.quantity, quantityDecimals) ?? -1n,
      unitPrice: BigInt(line.unitPrice),
      discount: discountOf(line.discount),
      taxRate: scaledOf(line.taxRate, rateDecimals) ?? -1n,
    })),
    discount: discountOf(discount),
    taxIncluded,
    rounding,
  })

/** Sums as they are sent and recorded. */
export const shownSums = (sums: DocumentSums): SalesSums => ({
  lines: sums.lines.map((line) => ({
    gross: String(line.gross),
    discount: String(line.discount),
    share: String(line.share),
    net: String(line.net),
    tax: String(line.tax),
    total: String(line.total),
  })),
  taxes: sums.taxes.map(({ rate, net, tax }) => ({
    rate: decimalText(rate, rateDecimals),
    net: String(net),
    tax: String(tax),
  })),
  gross: String(sums.gross),
  discount: String(sums.discount),
  net: String(sums.net),
  tax: String(sums.tax),
  total: String(sums.total),
})

/** What is still to be paid of an invoice; below zero where too much was paid. */
export const openOf = (document: SalesDoc, total: bigint = computeSums(document).total): bigint =>
  document.kind === 'invoice' && document.state === 'issued'
    ? total - BigInt(document.credited) - BigInt(document.paid) + BigInt(document.refunded)
    : 0n

/**
 * SHA-256 (hex) of the canonical JSON of what a document says to the customer: what is accepted when it is accepted.
 */
export const termsHash = (document: SalesDoc): string => {
  const { id, kind, number, edition, seller, buyer, title, note, lines, discount, taxIncluded, rounding } = document
  const { currency, day, until } = document
  const sums = shownSums(computeSums(document))
  const terms = {
    id,
    kind,
    number,
    edition,
    seller,
    buyer,
    title,
    note,
    lines,
    discount,
    taxIncluded,
    rounding,
    currency,
    day,
    until,
    sums,
  }
  return createHash('sha256').update(canonicalJson(terms)).digest('hex')
}

/** How a document stands on a day. */
export const standingOf = (
  { kind, state, until }: Pick<SalesDoc, 'kind' | 'state' | 'until'>,
  open: bigint,
  today: string,
): SalesStanding => {
  const isPast = until !== null && until < today
  if (kind === 'quote') return state === 'sent' && isPast ? 'expired' : state
  if (kind === 'invoice' && state === 'issued') return open <= 0n ? 'paid' : isPast ? 'overdue' : 'open'
  return state
}

/** Whose key protects a document and whose history tells of it. @throws SALES_PARTY_MISSING */
export const keeperOf = ({ customer, company }: Pick<SalesDoc, 'customer' | 'company'>): string => {
  const keeper = customer ?? company
  if (keeper === null) throw salesErrors.SALES_PARTY_MISSING('a document needs a customer or a company')
  return keeper
}

/** What the journal says of a document: all of it, with what it comes to, as it is after what happened. */
export const bodyOf = ({ id, ...document }: SalesDoc): JsonObject => {
  const sums = computeSums({ ...document })
  return {
    documentId: id,
    ...document,
    sums: shownSums(sums),
    open: String(openOf({ id, ...document }, sums.total)),
  }
}

/** One document, its row locked. @throws SALES_DOCUMENT_NOT_FOUND, SUBJECT_ERASED */
export const lockDocument = async (tx: Tx, id: string): Promise<SalesDoc> => {
  const row = await tx.maybe<SalesRow>({
    name: 'sales-document-lock',
    text: `select ${salesColumns} from sales_document d where d.organisation_id = $1 and d.id = $2 for no key update`,
    values: [tx.organisationId, id],
  })
  if (row === undefined) throw salesErrors.SALES_DOCUMENT_NOT_FOUND(`there is no document ${id}`)
  return openDocument(await subjectKey(tx, row.subjectId), row)
}
