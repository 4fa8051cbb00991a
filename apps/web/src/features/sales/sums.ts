import type { SalesDocument } from '@candor/api'
import { rateDecimals, scaledOf, type DocumentSums } from '@candor/money'

/** The sums that the server sent, as numbers. */
export const sumsIn = ({ sums }: Pick<SalesDocument, 'sums'>): DocumentSums => ({
  lines: sums.lines.map((line) => ({
    gross: BigInt(line.gross),
    discount: BigInt(line.discount),
    share: BigInt(line.share),
    net: BigInt(line.net),
    tax: BigInt(line.tax),
    total: BigInt(line.total),
  })),
  taxes: sums.taxes.map(({ rate, net, tax }) => ({
    rate: scaledOf(rate, rateDecimals) ?? 0n,
    net: BigInt(net),
    tax: BigInt(tax),
  })),
  gross: BigInt(sums.gross),
  discount: BigInt(sums.discount),
  net: BigInt(sums.net),
  tax: BigInt(sums.tax),
  total: BigInt(sums.total),
})
