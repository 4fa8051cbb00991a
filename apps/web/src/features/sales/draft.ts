import type { SalesChangesInput, SalesDocument, SalesDiscount, SalesRounding } from '@candor/api'
import { quantityDecimals, rateDecimals, scaledOf, sumsOf, type Discount, type DocumentSums } from '@candor/money'
import { amountOf, typedAmount } from '../../lib/amounts.ts'

/** A line as it is typed. */
export interface DraftLine {
  readonly key: string
  readonly product: string | null
  readonly code: string | null
  readonly description: string
  readonly quantity: string
  readonly unit: string
  readonly price: string
  /** Per cent, or empty; an amount that was set elsewhere is kept beside it. */
  readonly discount: string
  readonly fixed: SalesDiscount | null
  readonly taxRate: string
}

/** A document as it is typed. */
export interface Draft {
  readonly title: string
  readonly buyerName: string
  readonly buyerAddress: string
  readonly taxNumber: string
  readonly language: 'en' | 'zh'
  readonly until: string
  readonly note: string
  readonly taxIncluded: boolean
  readonly discount: string
  readonly fixed: SalesDiscount | null
  readonly lines: readonly DraftLine[]
}

const percentOf = (discount: SalesDiscount | null): string => (discount?.kind === 'percent' ? discount.rate : '')
const fixedOf = (discount: SalesDiscount | null): SalesDiscount | null =>
  discount?.kind === 'amount' ? discount : null

/** What is stored, as it is typed. */
export const draftOf = (document: SalesDocument): Draft => ({
  title: document.title,
  buyerName: document.buyer.name,
  buyerAddress: document.buyer.address,
  taxNumber: document.buyer.taxNumber,
  language: document.language,
  until: document.until ?? '',
  note: document.note ?? '',
  taxIncluded: document.taxIncluded,
  discount: percentOf(document.discount),
  fixed: fixedOf(document.discount),
  lines: document.lines.map((line) => ({
    key: crypto.randomUUID(),
    product: line.product,
    code: line.code,
    description: line.description,
    quantity: line.quantity,
    unit: line.unit,
    price: typedAmount(line.unitPrice, document.currency),
    discount: percentOf(line.discount),
    fixed: fixedOf(line.discount),
    taxRate: line.taxRate,
  })),
})

export const emptyLine = (taxRate: string): DraftLine => ({
  key: crypto.randomUUID(),
  product: null,
  code: null,
  description: '',
  quantity: '1',
  unit: '',
  price: '',
  discount: '',
  fixed: null,
  taxRate,
})

const discountIn = ({ discount, fixed }: { readonly discount: string; readonly fixed: SalesDiscount | null }) =>
  discount.trim() === '' ? fixed : ({ kind: 'percent', rate: discount.trim() } as const)

/** What was typed, as it is sent. */
export const changesOf = (draft: Draft, currency: string): SalesChangesInput => ({
  title: draft.title,
  buyer: { name: draft.buyerName, address: draft.buyerAddress, taxNumber: draft.taxNumber },
  language: draft.language,
  until: draft.until || null,
  note: draft.note || null,
  taxIncluded: draft.taxIncluded,
  discount: discountIn(draft),
  lines: draft.lines.map((line) => ({
    product: line.product,
    code: line.code,
    description: line.description,
    quantity: line.quantity.trim(),
    unit: line.unit,
    unitPrice: amountOf(line.price, currency) ?? '',
    discount: discountIn(line),
    taxRate: line.taxRate.trim(),
  })),
})

const moneyDiscount = (discount: SalesDiscount | null): Discount | undefined => {
  if (discount === null) return undefined
  return discount.kind === 'amount'
    ? { kind: 'amount', amount: BigInt(discount.amount) }
    : { kind: 'percent', rate: scaledOf(discount.rate, rateDecimals) ?? -1n }
}

/** What the typed document comes to, by the same arithmetic as on the server; undefined while something is not right. */
export const sumsOfDraft = (draft: Draft, currency: string, rounding: SalesRounding): DocumentSums | undefined => {
  try {
    return sumsOf({
      lines: draft.lines.map((line) => ({
        quantity: scaledOf(line.quantity.trim(), quantityDecimals) ?? -1n,
        unitPrice: BigInt(amountOf(line.price, currency) ?? '-1'),
        discount: moneyDiscount(discountIn(line)),
        taxRate: scaledOf(line.taxRate.trim(), rateDecimals) ?? -1n,
      })),
      discount: moneyDiscount(discountIn(draft)),
      taxIncluded: draft.taxIncluded,
      rounding,
    })
  } catch {
    return undefined
  }
}

/** Whether everything that was typed can be sent. */
export const isWhole = (draft: Draft, currency: string, rounding: SalesRounding): boolean =>
  sumsOfDraft(draft, currency, rounding) !== undefined &&
  draft.lines.every(({ description }) => description.trim() !== '')
