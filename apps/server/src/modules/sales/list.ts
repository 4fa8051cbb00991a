import type { SalesList, SalesMove } from '@candor/api'
import { z } from 'zod'
import { subjectKey, subjectKeys } from '../../platform/crypto/index.ts'
import type { Tx } from '../../platform/db/index.ts'
import { decodeCursor, pageOf } from '../../platform/http/page.ts'
import { openDocument, readable, salesColumns, type SalesDoc, type SalesRow } from './document.ts'

/** A stored document, opened, with the entry that recorded it and its sums. */
export type StoredDoc = SalesDoc & { readonly entryId: string; readonly total: string; readonly open: string }

/** What a list is narrowed to. */
export type SalesFilter = {
  readonly kind?: 'quote' | 'invoice' | undefined
  readonly list: SalesList
  /** Ids of one customer, more than one where records were merged. */
  readonly customers?: readonly string[] | undefined
  readonly company?: string | undefined
  readonly deal?: string | undefined
  readonly number?: string | undefined
  /** Drafts and what was withdrawn are left out. */
  readonly forCustomer?: boolean | undefined
}

const conditions = (tx: Tx, filter: SalesFilter, today: string) => {
  const values: unknown[] = [tx.organisationId]
  const add = (value: unknown): string => `$${values.push(value)}`
  const { kind, list, customers, company, deal, number, forCustomer } = filter
  // The partial indexes are told by these.
  const issued = `d.kind = 'invoice' and d.state = 'issued'`
  const of: Readonly<Record<SalesList, string[]>> = {
    all: [],
    draft: [`d.state = 'draft'`],
    sent: [`d.state = 'sent'`],
    accepted: [`d.state = 'accepted'`],
    declined: [`d.state = 'declined'`],
    open: [issued, 'd.open > 0'],
    overdue: [issued, 'd.open > 0'],
    paid: [issued, 'd.open <= 0'],
  }
  const where = [
    'd.organisation_id = $1',
    ...(kind === 'quote' ? [`d.kind = 'quote'`] : kind === 'invoice' ? [`d.kind in ('invoice', 'credit-note')`] : []),
    ...of[list],
    ...(list === 'overdue' ? [`d.until < ${add(today)}::date`] : []),
    ...(forCustomer === true ? [`d.state not in ('draft', 'withdrawn')`] : []),
    ...(customers === undefined ? [] : [`d.customer_id = any(${add(customers)}::uuid[])`]),
    ...(company === undefined ? [] : [`d.company_id = ${add(company)}::uuid`]),
    ...(number === undefined ? [] : [`d.number = ${add(number)}`]),
    ...(deal === undefined ? [] : [`d.deal_id = ${add(deal)}::uuid`]),
    readable,
  ]
  return { where, values, add }
}

const opened = async (tx: Tx, rows: readonly SalesRow[]): Promise<Map<string, StoredDoc>> => {
  const keys = await subjectKeys(
    tx,
    rows.map(({ subjectId }) => subjectId),
  )
  return new Map(
    rows.map((row) => {
      const { entryId, total, open } = row
      return [row.id, { ...openDocument(keys.get(row.subjectId)!, row), entryId, total, open }] as const
    }),
  )
}

/**
 * One page of documents: the newest first, those to be paid by the day they are due. Every list has an index.
 * @param today at the organisation, `YYYY-MM-DD`
 * @throws HTTP_CURSOR_INVALID
 */
export const listDocuments = async (
  tx: Tx,
  filter: SalesFilter,
  today: string,
  page: { readonly cursor?: string | undefined; readonly limit: number },
): Promise<{ items: StoredDoc[]; nextCursor: string | null }> => {
  const { where, values, add } = conditions(tx, filter, today)
  const isByDay = filter.list === 'open' || filter.list === 'overdue'
  const after = decodeCursor(isByDay ? z.tuple([z.iso.date(), z.uuid()]) : z.tuple([z.uuid()]), page.cursor)
  if (after !== undefined && isByDay) where.push(`(d.until, d.id) > (${add(after[0])}::date, ${add(after[1])}::uuid)`)
  if (after !== undefined && !isByDay) where.push(`d.id < ${add(after[0])}::uuid`)
  const rows = await tx.rows<SalesRow>({
    text: `select ${salesColumns} from sales_document d where ${where.join(' and ')}
            order by ${isByDay ? 'd.until, d.id' : 'd.id desc'} limit ${add(page.limit + 1)}`,
    values,
  })
  const documents = await opened(tx, rows)
  return pageOf(
    rows,
    page.limit,
    ({ id, until }) => (isByDay ? [until, id] : [id]),
    ({ id }) => documents.get(id)!,
  )
}

/** One document. */
export const findDocument = async (tx: Tx, id: string): Promise<StoredDoc | undefined> => {
  const rows = await tx.rows<SalesRow>({
    name: 'sales-document-by-id',
    text: `select ${salesColumns} from sales_document d where d.organisation_id = $1 and d.id = $2 and ${readable}`,
    values: [tx.organisationId, id],
  })
  return (await opened(tx, rows)).get(id)
}

/** The id of the quote of a link, by the SHA-256 of its secret. */
export const quoteOfLink = async (tx: Tx, hash: Buffer): Promise<string | undefined> => {
  const row = await tx.maybe<{ id: string }>({
    name: 'sales-document-by-link',
    text: `select id from sales_document d where d.organisation_id = $1 and d.link_hash = $2 and ${readable}`,
    values: [tx.organisationId, hash],
  })
  return row?.id
}

type MoveRow = Omit<SalesMove, 'note' | 'createdAt' | 'currency'> & {
  readonly note: Buffer | null
  readonly createdAt: Date
}

export const moveColumns = `m.id, m.kind, m.amount::text as amount, m.day::text as day, m.method, m.note,
  m.credit_note_id as document, m.created_at as "createdAt", m.entry_id as "entryId"`

/** What was paid, paid back and credited on an invoice, the oldest first. */
export const movesOf = async (tx: Tx, document: StoredDoc, subjectId: string): Promise<SalesMove[]> => {
  const rows = await tx.rows<MoveRow>({
    name: 'sales-moves',
    text: `select ${moveColumns} from sales_move m where m.organisation_id = $1 and m.document_id = $2 order by m.id limit 500`,
    values: [tx.organisationId, document.id],
  })
  const key = await subjectKey(tx, subjectId)
  return rows.map(({ note, createdAt, ...row }) =>
    Object.assign(row, {
      currency: document.currency,
      note: note === null ? null : key.decrypt({ table: 'sales_move', column: 'note', id: row.id }, note).toString(),
      createdAt: createdAt.toISOString(),
    }),
  )
}

/** Ids of the entries that recorded a document, the latest first. @param before a version; from the last one without */
export const entriesOfDocument = async (
  tx: Tx,
  id: string,
  { before, limit }: { readonly before: number | undefined; readonly limit: number },
): Promise<{ version: number; entryId: string }[]> =>
  tx.rows({
    name: 'sales-document-entries',
    text: `select version, entry_id as "entryId" from sales_document_entry
            where organisation_id = $1 and document_id = $2 and version < $3 order by version desc limit $4`,
    values: [tx.organisationId, id, before ?? 2 ** 31 - 1, limit],
  })
