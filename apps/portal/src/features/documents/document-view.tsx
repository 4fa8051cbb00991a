import type { SalesFacts } from '@candor/api'
import { useFormat } from '@candor/ui'
import { Section } from '../../lib/section.tsx'
import { documentTexts } from './texts.ts'
import './documents.css'

const dayAt = (day: string): string => `${day}T12:00:00`

/** Where it stands and until when. */
export const Standing = ({ facts }: { readonly facts: SalesFacts }) => {
  const t = documentTexts.useTexts()
  const format = useFormat()
  const { kind, standing, until } = facts
  return (
    <p className="help-standing">
      <span className="chip" data-status={standing}>
        {t(`standing.${standing}`)}
      </span>
      {until && kind !== 'credit-note' && (
        <span className="hint">{t(`until.${kind}`, { day: format.date(dayAt(until)) })}</span>
      )}
    </p>
  )
}

/** What a quote or an invoice says, line by line, and what it comes to. */
export const DocumentView = ({ facts }: { readonly facts: SalesFacts }) => {
  const t = documentTexts.useTexts()
  const format = useFormat()
  const { kind, state, lines, sums, currency, seller, buyer, note, title, decision, hash } = facts
  const money = (minor: string | bigint): string => format.money(minor, currency)
  const share = sums.lines.reduce((all, line) => all + BigInt(line.share), 0n)
  const paid = BigInt(facts.paid) - BigInt(facts.refunded)
  const isOwed = kind === 'invoice' && state === 'issued'
  const rows: [label: string, value: string, strong?: boolean][] = [
    ...(share === 0n ? [] : [[t('wholeDiscount'), money(-share)] as [string, string]]),
    [t('net'), money(sums.net)],
    ...sums.taxes.map(({ rate, tax }): [string, string] => [t('tax', { rate }), money(tax)]),
    [t('total'), money(sums.total), true],
    ...(isOwed && facts.credited !== '0' ? [[t('credited'), money(-BigInt(facts.credited))] as [string, string]] : []),
    ...(isOwed && paid !== 0n ? [[t('paid'), money(-paid)] as [string, string]] : []),
    ...(isOwed ? [[t('open'), money(facts.open), true] as [string, string, boolean]] : []),
  ]
  return (
    <Section title={title || t('lines')}>
      <p className="document-parties">
        <span>{seller.name}</span> → <span>{buyer.name}</span>
      </p>
      <ol className="document-lines">
        {lines.map((line, at) => (
          // Lines have no names of their own, and what was sent keeps their order.
          // oxlint-disable-next-line react/no-array-index-key
          <li key={at}>
            <span>
              <strong>{line.description}</strong>
              <span className="hint">
                {t('quantity', { quantity: line.quantity, unit: line.unit, price: money(line.unitPrice) })}
                {line.discount &&
                  ` · ${t('discount', { discount: line.discount.kind === 'percent' ? `${line.discount.rate}%` : money(line.discount.amount) })}`}
                {` · ${t('tax', { rate: line.taxRate })}`}
              </span>
            </span>
            <span>{money(BigInt(sums.lines[at]!.gross) - BigInt(sums.lines[at]!.discount))}</span>
          </li>
        ))}
      </ol>
      <dl className="document-sums">
        {rows.map(([label, value, strong = false]) => (
          <div key={label} data-strong={strong}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {note && (
        <p className="document-note">
          <span className="hint">{t('note')}</span>
          {note}
        </p>
      )}
      {kind === 'invoice' && seller.bank && (
        <p className="document-note">
          <span className="hint">{t('bank')}</span>
          {seller.bank}
        </p>
      )}
      {decision && (
        <p>
          <strong>
            {t(state === 'accepted' ? 'decided.accepted' : 'decided.declined', {
              name: decision.name,
              when: format.dateTime(decision.at),
            })}
          </strong>
        </p>
      )}
      <p className="hint document-hash">
        {t('hash')} <code>{hash}</code>
      </p>
    </Section>
  )
}
