import type { PaymentMethod, SalesMove } from '@candor/api'
import { subjectKey } from '../../platform/crypto/index.ts'
import type { Tx } from '../../platform/db/index.ts'
import { uuidv7 } from '../../platform/ids.ts'
import { creditLines } from './credit-lines.ts'
import { computeSums, keeperOf, lockDocument, openOf, termsHash, type SalesDoc } from './document.ts'
import { dayOf } from './draft.ts'
import { salesErrors } from './errors.ts'
import { nextNumber } from './numbers.ts'
import { nowOf, storeDocument, type By, type Changed, type SalesParts } from './store.ts'

/** Money that came or went back. */
export type Payment = {
  readonly kind: 'payment' | 'refund'
  /** Minor units of the currency of the invoice. */
  readonly amount: string
  readonly currency: string
  readonly day?: string | undefined
  readonly method: PaymentMethod
  readonly note: string | null
}

type Move = Omit<SalesMove, 'createdAt' | 'entryId' | 'currency'>

const above = (code: 'PAYMENT_ABOVE_OPEN' | 'REFUND_ABOVE_PAID' | 'CREDIT_ABOVE_TOTAL', amount: bigint, most: bigint) =>
  salesErrors[code](`${amount} is more than ${most}`, {
    errors: [{ path: '/body/amount', message: `is above ${most}` }],
    stored: { most: String(most) },
  })

/** An issued invoice, its row locked. @throws SALES_DOCUMENT_NOT_FOUND, SALES_NOT_POSSIBLE, SALES_CURRENCY_MISMATCH, AMOUNT_ZERO */
const invoiceToMove = async (
  tx: Tx,
  id: string,
  { amount, currency }: { readonly amount: string; readonly currency: string },
): Promise<SalesDoc> => {
  const invoice = await lockDocument(tx, id)
  if (invoice.kind !== 'invoice' || invoice.state !== 'issued') {
    throw salesErrors.SALES_NOT_POSSIBLE(`money is recorded on an invoice that was issued, not on a ${invoice.kind}`)
  }
  if (invoice.currency !== currency) {
    throw salesErrors.SALES_CURRENCY_MISMATCH(`the invoice is in ${invoice.currency}, not in ${currency}`, {
      errors: [{ path: '/body/currency', message: `is not ${invoice.currency}` }],
    })
  }
  if (BigInt(amount) === 0n) {
    throw salesErrors.AMOUNT_ZERO('the amount is zero', { errors: [{ path: '/body/amount', message: 'is zero' }] })
  }
  return invoice
}

const notePlace = (id: string) => ({ table: 'sales_move', column: 'note', id })

const storeMove = async (
  tx: Tx,
  parts: SalesParts,
  invoice: SalesDoc,
  move: Move,
  by: By,
): Promise<Changed & { open: string }> => {
  const field = { payment: 'paid', refund: 'refunded', credit: 'credited' } as const
  const sum = String(BigInt(invoice[field[move.kind]]) + BigInt(move.amount))
  const document = { ...invoice, [field[move.kind]]: sum, version: invoice.version + 1, changedAt: nowOf(by) }
  const changed = await storeDocument(tx, parts, {
    document,
    kind: `invoice.${field[move.kind]}`,
    by,
    told: { move: { ...move } },
  })
  const key = await subjectKey(tx, keeperOf(invoice))
  await tx.rows({
    name: 'sales-move-write',
    text: `insert into sales_move (organisation_id, id, document_id, kind, amount, day, method, note, credit_note_id, created_at,
             entry_id) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    values: [
      tx.organisationId,
      move.id,
      invoice.id,
      move.kind,
      move.amount,
      move.day,
      move.method,
      move.note === null ? null : key.encrypt(notePlace(move.id), move.note),
      move.document,
      nowOf(by),
      changed.entryId,
    ],
  })
  return { ...changed, open: String(openOf(document)) }
}

/**
 * Records money that came for an invoice, or went back. The row of the invoice is locked, so two payments that come
 * together cannot both take what is open.
 * @throws as {@link invoiceToMove}, PAYMENT_ABOVE_OPEN, REFUND_ABOVE_PAID, PAYMENT_DAY_AHEAD
 */
export const recordPayment = async (
  tx: Tx,
  parts: SalesParts,
  id: string,
  payment: Payment,
  by: By,
): Promise<Changed & { open: string }> => {
  const invoice = await invoiceToMove(tx, id, payment)
  const { kind, method } = payment
  const amount = BigInt(payment.amount)
  const most = kind === 'payment' ? openOf(invoice) : BigInt(invoice.paid) - BigInt(invoice.refunded)
  if (amount > most) throw above(kind === 'payment' ? 'PAYMENT_ABOVE_OPEN' : 'REFUND_ABOVE_PAID', amount, most)
  const today = await dayOf(tx, parts.needs, nowOf(by))
  const day = payment.day ?? today
  if (day > today) {
    const errors = [{ path: '/body/day', message: 'has not come yet' }]
    throw salesErrors.PAYMENT_DAY_AHEAD(`${day} is after ${today}`, { errors })
  }
  const move = { id: uuidv7(), kind, amount: String(amount), day, method, note: payment.note || null, document: null }
  return storeMove(tx, parts, invoice, move, by)
}

/**
 * Writes a credit note: so much of an invoice is no longer asked for, its tax in the same proportions. What was paid above
 * what is left can be paid back.
 * @throws as {@link invoiceToMove}, CREDIT_ABOVE_TOTAL
 */
export const creditInvoice = async (
  tx: Tx,
  parts: SalesParts,
  id: string,
  { amount, currency, reason }: { readonly amount: string; readonly currency: string; readonly reason: string },
  by: By,
): Promise<Changed & { open: string; creditNote: string }> => {
  const invoice = await invoiceToMove(tx, id, { amount, currency })
  const { total, taxes } = computeSums(invoice)
  const most = total - BigInt(invoice.credited)
  if (BigInt(amount) > most) throw above('CREDIT_ABOVE_TOTAL', BigInt(amount), most)
  const now = nowOf(by)
  const today = await dayOf(tx, parts.needs, now)
  const note: SalesDoc = {
    ...invoice,
    ...creditLines(invoice, taxes, BigInt(amount)),
    id: uuidv7(),
    kind: 'credit-note',
    version: 1,
    edition: 1,
    number: await nextNumber(tx, 'credit-note', today),
    source: invoice.id,
    title: reason,
    note: null,
    paid: '0',
    refunded: '0',
    credited: '0',
    day: today,
    until: null,
    writtenBy: [by.actor],
    createdBy: by.actor,
    createdAt: now,
    changedAt: now,
  }
  const told = { invoice: invoice.number, hash: termsHash(note) }
  await storeDocument(tx, parts, { document: note, kind: 'credit-note.issued', by, told })
  const move = {
    id: uuidv7(),
    kind: 'credit',
    amount,
    day: today,
    method: null,
    note: reason,
    document: note.id,
  } as const
  return { ...(await storeMove(tx, parts, invoice, move, by)), creditNote: note.id }
}
