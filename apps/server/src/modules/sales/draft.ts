import type { Product, SalesDiscount, SalesLine, SalesParty } from '@candor/api'
import { localTimeOf } from '@candor/calendar'
import { canonicalJson } from '@candor/journal'
import { homeCurrency, type Tx } from '../../platform/db/index.ts'
import type { FieldError } from '../../platform/errors.ts'
import { uuidv7 } from '../../platform/ids.ts'
import { computeSums, lockDocument, type SalesDoc } from './document.ts'
import { inMoneyTerms, salesErrors } from './errors.ts'
import type { SalesNeeds } from './needs.ts'
import { productsById } from './products.ts'
import { settingsOf } from './settings.ts'
import { nowOf, storeDocument, type By, type Changed, type SalesParts } from './store.ts'

/** A line as it is written; what a product says is filled in where it is left out. */
export type WrittenLine = {
  readonly product: string | null
  readonly code: string | null
  readonly description?: string | undefined
  readonly quantity: string
  readonly unit?: string | undefined
  readonly unitPrice?: string | undefined
  readonly discount: SalesDiscount | null
  readonly taxRate?: string | undefined
}

/** What can be written in a draft; absent fields stay, or are as is usual. */
export type Written = {
  readonly title?: string | undefined
  readonly buyer?: SalesParty | undefined
  readonly currency?: string | undefined
  readonly language?: 'en' | 'zh' | undefined
  readonly note?: string | null | undefined
  readonly lines?: readonly WrittenLine[] | undefined
  readonly discount?: SalesDiscount | null | undefined
  readonly taxIncluded?: boolean | undefined
  readonly until?: string | null | undefined
}

/** A new draft, and whom it is for: a customer, a company, or whom a deal is with. */
export type NewDraft = Written & {
  readonly kind: 'quote' | 'invoice'
  readonly customer: string | null
  readonly company: string | null
  readonly deal: string | null
}

/** The day it is at the organisation. @param at an ISO instant */
export const dayOf = async (tx: Tx, { zoneOf }: Pick<SalesNeeds, 'zoneOf'>, at: string): Promise<string> =>
  localTimeOf(await zoneOf(tx), Date.parse(at)).day

const incomplete = (errors: readonly FieldError[]): Error =>
  salesErrors.SALES_LINE_INCOMPLETE(errors.map(({ path }) => path).join(', '), { errors })

const priceIn = (product: Product, currency: string, path: string): string => {
  const price = product.prices.find((one) => one.currency === currency)
  if (price !== undefined) return price.unitPrice
  throw salesErrors.SALES_CURRENCY_MISMATCH(`the product ${product.code} has no price in ${currency}`, {
    errors: [{ path, message: `has no price in ${currency}` }],
  })
}

/**
 * Lines as they are kept, with what their products say where the line says nothing.
 * @throws PRODUCT_NOT_FOUND, SALES_CURRENCY_MISMATCH, SALES_LINE_INCOMPLETE
 */
const filledLines = async (
  tx: Tx,
  lines: readonly WrittenLine[],
  { currency, language }: Pick<SalesDoc, 'currency' | 'language'>,
): Promise<SalesLine[]> => {
  const products = await productsById(
    tx,
    lines.flatMap(({ product }) => product ?? []),
  )
  return lines.map((line, at) => {
    const path = `/body/lines/${at}`
    const product = line.product === null ? undefined : products.get(line.product)
    if (line.product !== null && product === undefined) {
      const errors = [{ path: `${path}/product`, message: 'does not exist' }]
      throw salesErrors.PRODUCT_NOT_FOUND(`there is no product ${line.product}`, { errors })
    }
    const description = line.description || (language === 'zh' ? product?.nameZh : product?.name)
    const taxRate = line.taxRate ?? product?.taxRate
    const unitPrice = line.unitPrice ?? (product && priceIn(product, currency, `${path}/product`))
    const needed = { description, taxRate, unitPrice }
    const missing = Object.entries(needed).flatMap(([name, value]) => (value === undefined ? [name] : []))
    if (description === undefined || taxRate === undefined || unitPrice === undefined) {
      throw incomplete(missing.map((name) => ({ path: `${path}/${name}`, message: 'is needed' })))
    }
    const { quantity, discount } = line
    const unit = line.unit ?? product?.unit ?? ''
    return {
      product: line.product,
      code: line.code ?? product?.code ?? null,
      description,
      quantity,
      unit,
      unitPrice,
      discount,
      taxRate,
    }
  })
}

/** Lines with the prices of their products now, where they say less. */
export const atListPrices = async (tx: Tx, { lines, currency }: SalesDoc): Promise<SalesLine[]> => {
  const products = await productsById(
    tx,
    lines.flatMap(({ product }) => product ?? []),
  )
  return lines.map((line) => {
    const prices = line.product === null ? undefined : products.get(line.product)?.prices
    const listed = prices?.find((price) => price.currency === currency)?.unitPrice ?? line.unitPrice
    return BigInt(listed) > BigInt(line.unitPrice) ? { ...line, unitPrice: listed } : line
  })
}

const partyOf = async (
  tx: Tx,
  needs: SalesNeeds,
  { deal, ...named }: Pick<NewDraft, 'customer' | 'company' | 'deal'>,
) => {
  const sold = deal === null ? undefined : await needs.dealOf(tx, deal)
  const isNamed = named.customer !== null || named.company !== null
  const { customer, company } = isNamed || sold === undefined ? named : sold
  if (customer !== null) return { customer, company, sold, to: await needs.customers.addressee(tx, customer) }
  if (company !== null) return { customer, company, sold, to: await needs.companies.addressee(tx, company) }
  throw salesErrors.SALES_PARTY_MISSING('name a customer or a company, or a deal with one', {
    errors: [{ path: '/body/customer', message: 'is needed, or a company' }],
  })
}

/**
 * Writes a draft.
 * @throws SALES_PARTY_MISSING, PRODUCT_NOT_FOUND, SALES_CURRENCY_MISMATCH, SALES_LINE_INCOMPLETE, MONEY_…, errors of
 *   customers, companies and deals
 */
export const createDraft = async (tx: Tx, parts: SalesParts, draft: NewDraft, by: By): Promise<Changed> => {
  const { settings } = await settingsOf(tx)
  const { customer, company, sold, to } = await partyOf(tx, parts.needs, draft)
  const currency = draft.currency ?? sold?.currency ?? (await homeCurrency(tx))
  const language = draft.language ?? to.language ?? 'en'
  const now = nowOf(by)
  return storeDocument(tx, parts, {
    kind: `${draft.kind}.created`,
    by,
    document: {
      id: uuidv7(),
      kind: draft.kind,
      version: 1,
      state: 'draft',
      number: null,
      edition: 1,
      customer,
      company,
      deal: draft.deal,
      source: null,
      currency,
      title: draft.title ?? sold?.title ?? '',
      seller: settings.seller,
      buyer: draft.buyer ?? { name: to.name, address: to.address, taxNumber: '' },
      language,
      note: draft.note || null,
      lines: await filledLines(tx, draft.lines ?? [], { currency, language }),
      discount: draft.discount ?? null,
      taxIncluded: draft.taxIncluded ?? settings.taxIncluded,
      rounding: settings.rounding,
      writtenBy: [by.actor],
      approval: null,
      decision: null,
      paid: '0',
      refunded: '0',
      credited: '0',
      day: null,
      until: draft.until ?? null,
      createdBy: by.actor,
      createdAt: now,
      changedAt: now,
    },
  })
}

/** Who wrote of what a document says, with one more. */
export const withWriter = ({ writtenBy }: SalesDoc, { actor }: By): string[] => [...new Set([...writtenBy, actor])]

/** One document in the version that somebody saw. @throws SALES_DOCUMENT_NOT_FOUND, SALES_CHANGED_MEANWHILE with what is stored */
export const documentToChange = async (tx: Tx, id: string, version: number): Promise<SalesDoc> => {
  const document = await lockDocument(tx, id)
  if (document.version === version) return document
  const { state, number } = document
  throw salesErrors.SALES_CHANGED_MEANWHILE(`version ${document.version} is stored, not ${version}`, {
    stored: { version: document.version, state, number },
  })
}

/** Changes what a draft says; an approval was of what it said before, and is gone. */
export const changeDraft = async (
  tx: Tx,
  parts: SalesParts,
  id: string,
  version: number,
  { lines, ...changes }: Written,
  by: By,
): Promise<Changed> => {
  const before = await documentToChange(tx, id, version)
  if (before.state !== 'draft') throw salesErrors.SALES_NOT_POSSIBLE(`the document is ${before.state}, not a draft`)
  const given = Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined))
  const said = { ...before, ...given, note: (changes.note === undefined ? before.note : changes.note) || null }
  if (said.currency !== before.currency && lines === undefined && before.lines.length > 0) {
    throw salesErrors.SALES_CURRENCY_MISMATCH('the lines have prices in another currency', {
      errors: [{ path: '/body/changes/currency', message: 'needs lines with prices in it' }],
    })
  }
  const after = lines === undefined ? said : { ...said, lines: await filledLines(tx, lines, said) }
  if (canonicalJson(after) === canonicalJson(before)) {
    throw salesErrors.SALES_NOTHING_CHANGED('nothing was changed')
  }
  inMoneyTerms('/body/changes', () => computeSums(after))
  const written = { writtenBy: withWriter(before, by), approval: null, version: version + 1, changedAt: nowOf(by) }
  return storeDocument(tx, parts, { document: { ...after, ...written }, kind: `${before.kind}.changed`, by })
}
