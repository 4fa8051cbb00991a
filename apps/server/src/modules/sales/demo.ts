import type { Tx } from '../../platform/db/index.ts'
import { createDraft, type WrittenLine } from './draft.ts'
import { lockDocument } from './document.ts'
import { recordPayment } from './payments.ts'
import { createProduct } from './products.ts'
import { decide, invoiceQuote, issueInvoice, sendQuote } from './steps.ts'
import type { By, SalesParts } from './store.ts'

/** Whose documents a company of the demo has, and to whom. */
export type DemoDocuments = {
  /** Ids of those who sell. */
  readonly people: readonly string[]
  /** Ids to choose from, in order; four are enough. */
  readonly customers: readonly string[]
  readonly language: 'en' | 'zh'
  readonly currency: string
}

/** Code, name, name in Chinese, unit of each language, price in minor units. */
const catalogue = [
  ['TEA-001', 'Jasmine pearls, 250 g', '茉莉龙珠 250 克', ['tin', '罐'], 1850],
  ['TEA-002', 'Lapsang souchong, 250 g', '正山小种 250 克', ['tin', '罐'], 1620],
  ['SET-010', 'Gift hamper, large', '大号礼盒', ['piece', '套'], 6400],
  ['CER-003', 'Blue glazed teapot', '青花茶壶', ['piece', '件'], 4275],
  ['CER-004', 'Tea bowl, set of four', '茶碗四只装', ['set', '套'], 2999],
  ['SRV-001', 'Tasting for a group', '团体品鉴会', ['hour', '小时'], 9500],
] as const

const day = 86_400_000

/**
 * Gives a company of the demo a catalogue, a quote that waits and one that was accepted, and three invoices: paid, open and
 * overdue.
 * @param now milliseconds since 1970
 */
export const furnishSales = async (
  tx: Tx,
  parts: SalesParts,
  { people, customers, language, currency }: DemoDocuments,
  now: number = Date.now(),
): Promise<void> => {
  const [seller] = people
  if (seller === undefined || customers.length < 4) return
  const by = (days: number): By => ({ actor: `staff:${seller}`, at: new Date(now - days * day).toISOString() })
  const taxRate = currency === 'CNY' ? '13' : '20'
  const products: string[] = []
  for (const [code, name, nameZh, units, price] of catalogue) {
    const unit = units[language === 'zh' ? 1 : 0]
    const prices = [{ currency, unitPrice: String(price) }]
    products.push((await createProduct(tx, parts.needs, { code, name, nameZh, unit, taxRate, prices }, by(90))).id)
  }
  const line = (product: number, quantity: string, percent?: string): WrittenLine => ({
    product: products[product]!,
    code: null,
    quantity,
    discount: percent === undefined ? null : { kind: 'percent', rate: percent },
  })
  const titles = {
    en: ['Hampers for the autumn fair', 'Tea for the new shop', 'Tasting and teaware', 'Restocking'],
    zh: ['秋季展会礼盒', '新店用茶', '品鉴会与茶具', '补货'],
  }[language]
  const draft = async (kind: 'quote' | 'invoice', at: number, lines: readonly WrittenLine[], days: number) =>
    createDraft(
      tx,
      parts,
      { kind, customer: customers[at]!, company: null, deal: null, title: titles[at]!, language, lines },
      by(days),
    )

  // In the order of their days, as their numbers are.
  const overdue = await draft('invoice', 3, [line(1, '30'), line(4, '10')], 50)
  await issueInvoice(tx, parts, overdue.id, 1, by(50))

  const wanted = await draft('quote', 1, [line(0, '40'), line(1, '40'), line(3, '6')], 45)
  await sendQuote(tx, parts, wanted.id, 1, by(45))
  const decision = {
    accepted: true,
    name: language === 'zh' ? '店长' : 'The shop manager',
    reason: null,
    way: 'staff',
  } as const
  await decide(tx, parts, await lockDocument(tx, wanted.id), decision, by(41))
  const paid = await invoiceQuote(tx, parts, wanted.id, 3, by(40))
  await issueInvoice(tx, parts, paid.id, 1, by(40))
  const { total } = await tx.one<{ total: string }>({
    text: 'select total::text as total from sales_document where organisation_id = $1 and id = $2',
    values: [tx.organisationId, paid.id],
  })
  const half = BigInt(total) / 2n
  for (const [at, amount] of [half, BigInt(total) - half].entries()) {
    const payment = { kind: 'payment', amount: String(amount), currency, method: 'transfer', note: null } as const
    await recordPayment(tx, parts, paid.id, payment, by(30 - at * 12))
  }

  const open = await draft('invoice', 2, [line(5, '2.5'), line(4, '8', '5')], 6)
  await issueInvoice(tx, parts, open.id, 1, by(6))

  const waiting = await draft('quote', 0, [line(2, '24', '10'), line(0, '12')], 4)
  await sendQuote(tx, parts, waiting.id, 1, by(4))
}
