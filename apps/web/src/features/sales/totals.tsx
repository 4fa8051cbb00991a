import type { SalesDocument } from '@candor/api'
import { decimalText, rateDecimals, type DocumentSums } from '@candor/money'
import { useFormat } from '@candor/ui'
import { salesTexts } from './sales-texts.ts'
import styles from './sales.module.css'

interface TotalsProps {
  readonly sums: DocumentSums
  readonly currency: string
  /** Shows what was paid of it. */
  readonly paid?: SalesDocument | undefined
}

const sum = (amounts: readonly bigint[]): bigint => amounts.reduce((all, one) => all + one, 0n)

/** What a document comes to, line by line from the lines to the total. */
export const Totals = ({ sums, currency, paid }: TotalsProps) => {
  const t = salesTexts.useTexts()
  const format = useFormat()
  const share = sum(sums.lines.map((line) => line.share))
  const rows: [label: string, minor: bigint | string, strong?: boolean][] = [
    ...(share === 0n
      ? []
      : ([
          [t('sum.lines'), sum(sums.lines.map((line) => line.gross - line.discount))],
          [t('sum.discount'), -share],
        ] as [string, bigint][])),
    [t('sum.net'), sums.net],
    ...sums.taxes.map(({ rate, tax }): [string, bigint] => [
      t('sum.tax', { rate: decimalText(rate, rateDecimals) }),
      tax,
    ]),
    [t('sum.total'), sums.total, true],
  ]
  if (paid !== undefined) {
    if (paid.credited !== '0') rows.push([t('sum.credited'), -BigInt(paid.credited)])
    if (paid.paid !== '0') rows.push([t('sum.paid'), -BigInt(paid.paid)])
    if (paid.refunded !== '0') rows.push([t('sum.refunded'), paid.refunded])
    rows.push([t('sum.open'), paid.open, true])
  }
  return (
    <dl className={styles['totals']}>
      {rows.map(([label, minor, strong = false]) => (
        <div key={label} data-strong={strong}>
          <dt>{label}</dt>
          <dd>{format.money(minor, currency)}</dd>
        </div>
      ))}
    </dl>
  )
}
