import type { DecisionWay, SalesSettings } from '@candor/api'
import { addDays } from '@candor/calendar'
import { rateDecimals, scaledOf, wholeRate } from '@candor/money'
import type { Tx } from '../../platform/db/index.ts'
import { uuidv7 } from '../../platform/ids.ts'
import { computeSums, standingOf, termsHash, type SalesDoc } from './document.ts'
import { atListPrices, dayOf, documentToChange, withWriter } from './draft.ts'
import { salesErrors } from './errors.ts'
import { nextNumber } from './numbers.ts'
import { settingsOf } from './settings.ts'
import { linkOf, linkUrl, nowOf, storeDocument, type By, type Changed, type SalesParts } from './store.ts'
import { writeQuoteMail } from './telling.ts'

const notPossible = ({ kind, state }: SalesDoc): Error =>
  salesErrors.SALES_NOT_POSSIBLE(`the ${kind} is ${state}, so this cannot be done with it`)

/**
 * Whether a discount is above the limit, and nobody else has approved it. A price below the product's is a discount as well. An invoice that says what the customer accepted was
 * looked at when that was sent.
 */
export const needsApproval = async (
  tx: Tx,
  document: SalesDoc,
  { approvalAbove }: Pick<SalesSettings, 'approvalAbove'>,
): Promise<boolean> => {
  if (document.state !== 'draft' || document.approval !== null || approvalAbove === null) return false
  if (document.source !== null && document.version === 1) return false
  const { gross, discount } = computeSums(document)
  const listed = computeSums({ ...document, lines: await atListPrices(tx, document) }).gross
  return (listed - gross + discount) * wholeRate > listed * (scaledOf(approvalAbove, rateDecimals) ?? 0n)
}

/** What a document has to be before it goes out. @throws SALES_LINES_MISSING, SALES_APPROVAL_NEEDED, SALES_UNTIL_PASSED */
const checkReady = async (tx: Tx, document: SalesDoc, settings: SalesSettings, today: string): Promise<void> => {
  if (document.lines.length === 0) throw salesErrors.SALES_LINES_MISSING('the document has no lines')
  if (await needsApproval(tx, document, settings)) {
    throw salesErrors.SALES_APPROVAL_NEEDED(`the discount is above ${settings.approvalAbove} per cent`)
  }
  if (document.until !== null && document.until < today) {
    throw salesErrors.SALES_UNTIL_PASSED(`${document.until} is before ${today}`, {
      errors: [{ path: '/body/changes/until', message: 'has passed' }],
    })
  }
}

/** The document after something was done to it. */
const stepped = (before: SalesDoc, by: By, changes: Partial<SalesDoc>): SalesDoc => ({
  ...before,
  ...changes,
  version: before.version + 1,
  changedAt: nowOf(by),
})

/**
 * Approves the discount of a draft that somebody else wrote.
 * @throws SALES_NOT_POSSIBLE when it needs no approval, SALES_APPROVAL_BY_AUTHOR
 */
export const approveDraft = async (
  tx: Tx,
  parts: SalesParts,
  id: string,
  version: number,
  by: By,
): Promise<Changed> => {
  const before = await documentToChange(tx, id, version)
  if (!(await needsApproval(tx, before, (await settingsOf(tx)).settings))) throw notPossible(before)
  if (before.writtenBy.includes(by.actor)) throw salesErrors.SALES_APPROVAL_BY_AUTHOR('who wrote it cannot approve it')
  const document = stepped(before, by, { approval: { by: by.actor, at: nowOf(by) } })
  return storeDocument(tx, parts, { document, kind: `${before.kind}.approved`, by })
}

/**
 * Sends a quote: gives it a number, lets it stand until its day, and writes to the customer where there is an address.
 * @throws as {@link checkReady}, SALES_NOT_POSSIBLE when it is no draft of a quote
 */
export const sendQuote = async (tx: Tx, parts: SalesParts, id: string, version: number, by: By): Promise<Changed> => {
  const before = await documentToChange(tx, id, version)
  if (before.kind !== 'quote' || before.state !== 'draft') throw notPossible(before)
  const { settings } = await settingsOf(tx)
  const today = await dayOf(tx, parts.needs, nowOf(by))
  await checkReady(tx, before, settings, today)
  const document = stepped(before, by, {
    state: 'sent',
    seller: settings.seller,
    number: before.number ?? (await nextNumber(tx, 'quote', today)),
    day: today,
    until: before.until ?? addDays(today, settings.quoteDays),
  })
  const changed = await storeDocument(tx, parts, {
    document,
    kind: 'quote.sent',
    by,
    told: { hash: termsHash(document) },
  })
  const link = linkUrl(parts, await linkOf(tx, document))
  if (by.at === undefined) await writeQuoteMail(tx, parts, document, link)
  return changed
}

/** Makes a draft of a quote again that nobody has decided on; what it says next is another edition. @throws SALES_NOT_POSSIBLE */
export const reopenQuote = async (tx: Tx, parts: SalesParts, id: string, version: number, by: By): Promise<Changed> => {
  const before = await documentToChange(tx, id, version)
  if (before.kind !== 'quote' || before.state !== 'sent') throw notPossible(before)
  const document = stepped(before, by, {
    state: 'draft',
    edition: before.edition + 1,
    day: null,
    until: null,
    writtenBy: withWriter(before, by),
    approval: null,
  })
  return storeDocument(tx, parts, { document, kind: 'quote.reopened', by })
}

/** Takes back a draft, or a quote that nobody has decided on. @throws SALES_NOT_POSSIBLE */
export const withdraw = async (tx: Tx, parts: SalesParts, id: string, version: number, by: By): Promise<Changed> => {
  const before = await documentToChange(tx, id, version)
  if (before.state !== 'draft' && before.state !== 'sent') throw notPossible(before)
  const document = stepped(before, by, { state: 'withdrawn' })
  return storeDocument(tx, parts, {
    document,
    kind: `${before.kind}.${before.state === 'draft' ? 'discarded' : 'withdrawn'}`,
    by,
  })
}

/** What somebody decides on a quote. */
export type Deciding = {
  readonly accepted: boolean
  readonly name: string
  readonly reason: string | null
  readonly way: DecisionWay
  /** Hash of what they read; that of what is stored without. */
  readonly hash?: string | undefined
}

/** @throws QUOTE_DECIDED, QUOTE_WITHDRAWN, QUOTE_EXPIRED, QUOTE_TERMS_CHANGED */
const checkDecidable = (quote: SalesDoc, today: string, hash: string | undefined): void => {
  if (quote.state === 'accepted' || quote.state === 'declined') {
    throw salesErrors.QUOTE_DECIDED(`the quote was ${quote.state} already`)
  }
  if (quote.kind !== 'quote' || quote.state !== 'sent')
    throw salesErrors.QUOTE_WITHDRAWN('the quote is not offered now')
  if (standingOf(quote, 0n, today) === 'expired')
    throw salesErrors.QUOTE_EXPIRED(`the quote stood until ${quote.until}`)
  if (hash !== undefined && hash !== termsHash(quote)) {
    throw salesErrors.QUOTE_TERMS_CHANGED('what was read is not what is offered now')
  }
}

/**
 * Records that a quote was accepted or declined: by whom, how, and of which words, in one entry. Once only.
 * @param quote the row locked
 * @throws QUOTE_DECIDED, QUOTE_WITHDRAWN, QUOTE_EXPIRED, QUOTE_TERMS_CHANGED
 */
export const decide = async (
  tx: Tx,
  parts: SalesParts,
  quote: SalesDoc,
  { accepted, name, reason, way, hash }: Deciding,
  by: By,
): Promise<Changed> => {
  checkDecidable(quote, await dayOf(tx, parts.needs, nowOf(by)), hash)
  const decision = { name, reason: reason || null, at: nowOf(by), by: way, hash: termsHash(quote) }
  const document = stepped(quote, by, { state: accepted ? 'accepted' : 'declined', decision })
  return storeDocument(tx, parts, { document, kind: accepted ? 'quote.accepted' : 'quote.declined', by })
}

/**
 * Writes the invoice of an accepted quote, as a draft that says the same.
 * @throws SALES_NOT_POSSIBLE when it was not accepted, QUOTE_INVOICED when there is one
 */
export const invoiceQuote = async (
  tx: Tx,
  parts: SalesParts,
  id: string,
  version: number,
  by: By,
): Promise<Changed> => {
  const quote = await documentToChange(tx, id, version)
  if (quote.kind !== 'quote' || quote.state !== 'accepted') throw notPossible(quote)
  const others = await tx.rows({
    name: 'sales-invoice-of-quote',
    text: `select from sales_document
            where organisation_id = $1 and source_id = $2 and kind = 'invoice' and state <> 'withdrawn'`,
    values: [tx.organisationId, id],
  })
  if (others.length > 0) throw salesErrors.QUOTE_INVOICED('the quote has an invoice')
  const now = nowOf(by)
  const document: SalesDoc = {
    ...quote,
    id: uuidv7(),
    kind: 'invoice',
    version: 1,
    state: 'draft',
    number: null,
    edition: 1,
    source: quote.id,
    day: null,
    until: null,
    decision: null,
    writtenBy: withWriter(quote, by),
    createdBy: by.actor,
    createdAt: now,
    changedAt: now,
  }
  return storeDocument(tx, parts, { document, kind: 'invoice.created', by, told: { quote: quote.number } })
}

/**
 * Issues an invoice: gives it the next number without a gap and says until when it is to be paid. From then on what it
 * says never changes.
 * @throws as {@link checkReady}, SALES_NOT_POSSIBLE when it is no draft of an invoice
 */
export const issueInvoice = async (
  tx: Tx,
  parts: SalesParts,
  id: string,
  version: number,
  by: By,
): Promise<Changed> => {
  const before = await documentToChange(tx, id, version)
  if (before.kind !== 'invoice' || before.state !== 'draft') throw notPossible(before)
  const { settings } = await settingsOf(tx)
  const today = await dayOf(tx, parts.needs, nowOf(by))
  await checkReady(tx, before, settings, today)
  const document = stepped(before, by, {
    state: 'issued',
    seller: settings.seller,
    number: await nextNumber(tx, 'invoice', today),
    day: today,
    until: before.until ?? addDays(today, settings.paymentDays),
  })
  return storeDocument(tx, parts, { document, kind: 'invoice.issued', by, told: { hash: termsHash(document) } })
}
