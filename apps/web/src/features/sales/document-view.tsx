import { sumsIn } from './sums.ts'
import type { SalesDocument } from '@candor/api'
import { Instant, Panel, useFormat } from '@candor/ui'
import { useQuery } from '@tanstack/react-query'
import { salesMovesQuery } from './queries.ts'
import { salesTexts } from './sales-texts.ts'
import { Totals } from './totals.tsx'
import styles from './sales.module.css'

interface PartProps {
  readonly document: SalesDocument
}

/** What a document says, as the customer sees it. */
export const DocumentView = ({ document }: PartProps) => {
  const t = salesTexts.useTexts()
  const format = useFormat()
  const { lines, sums, currency, note, kind, buyer } = document
  return (
    <Panel title={t('page.lines')}>
      <address className={styles['buyer']}>
        <strong>{buyer.name}</strong>
        {buyer.address}
        {buyer.taxNumber && <span>{`${t('field.taxNumber')} ${buyer.taxNumber}`}</span>}
      </address>
      <ol className={styles['written']}>
        {lines.map((line, at) => (
          // Lines have no names of their own, and a document that was sent keeps their order.
          // oxlint-disable-next-line react/no-array-index-key
          <li key={at}>
            <span>
              <strong>{line.description}</strong>
              <small>
                {line.quantity} {line.unit} × {format.money(line.unitPrice, currency)}
                {line.discount &&
                  ` − ${line.discount.kind === 'percent' ? `${line.discount.rate}%` : format.money(line.discount.amount, currency)}`}
                {` · ${t('sum.tax', { rate: line.taxRate })}`}
              </small>
            </span>
            <span>{format.money(BigInt(sums.lines[at]!.gross) - BigInt(sums.lines[at]!.discount), currency)}</span>
          </li>
        ))}
      </ol>
      <Totals sums={sumsIn(document)} currency={currency} paid={kind === 'invoice' ? document : undefined} />
      {note && <p className={styles['note']}>{note}</p>}
    </Panel>
  )
}

/** What was paid of an invoice, paid back and credited. */
export const Payments = ({ document: { id, currency } }: PartProps) => {
  const t = salesTexts.useTexts()
  const format = useFormat()
  const { data } = useQuery(salesMovesQuery(id))
  return (
    <Panel title={t('page.payments')}>
      {data?.items.length === 0 && <p className={styles['quiet']}>{t('page.noPayments')}</p>}
      <ul className={styles['written']}>
        {data?.items.map((move) => (
          <li key={move.id}>
            <span>
              <strong>{t(`money.${move.kind}`)}</strong>
              <small>
                <Instant at={`${move.day}T12:00:00Z`} style="date" />
                {move.method && ` · ${t(`method.${move.method}`)}`}
                {move.note && ` · ${move.note}`}
              </small>
            </span>
            <span>{format.money(move.kind === 'payment' ? move.amount : `-${move.amount}`, currency)}</span>
          </li>
        ))}
      </ul>
    </Panel>
  )
}
