import type { SalesLine } from '@candor/api'
import { allocate, decimalText, rateDecimals, type TaxSum } from '@candor/money'
import { computeSums, type SalesDoc } from './document.ts'

type Credited = Pick<SalesDoc, 'lines' | 'discount' | 'taxIncluded' | 'rounding'>

/**
 * What a credit note says: the same lines where all of an invoice is credited; else one line for each tax rate, the amount
 * divided among them as the invoice is, the tax in it.
 */
export const creditLines = (invoice: SalesDoc, taxes: readonly TaxSum[], amount: bigint): Credited => {
  const { lines, discount, taxIncluded, rounding } = invoice
  if (amount === computeSums(invoice).total) return { lines, discount, taxIncluded, rounding }
  const parts = allocate(
    amount,
    taxes.map(({ net, tax }) => net + tax),
  )
  const credited = taxes.flatMap(({ rate }, at): SalesLine[] => {
    const part = parts[at]!
    if (part === 0n) return []
    const line = {
      product: null,
      code: null,
      description: invoice.number ?? '',
      quantity: '1',
      unit: '',
      discount: null,
    }
    return [{ ...line, unitPrice: String(part), taxRate: decimalText(rate, rateDecimals) }]
  })
  return { lines: credited, discount: null, taxIncluded: true, rounding }
}
