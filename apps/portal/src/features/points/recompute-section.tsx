import { CheckCircleFilled, CloseCircleFilled } from '@ant-design/icons'
import { CopyButton, useFormat, type Format } from '@candor/ui'
import { useMutation, useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { Section } from '../../lib/section.tsx'
import { balanceOptions } from '../../shared/balance-figures.tsx'
import type { Difference, RecomputeReport } from './recompute.ts'
import { pointsTexts } from './texts.ts'

type T = ReturnType<typeof pointsTexts.useTexts>

const rpcUrl = '/rpc'

const differenceText = (difference: Difference, t: T, format: Format): string => {
  if (difference.kind === 'balance') return t('check.difference.balance')
  const { order } = difference
  if (difference.kind === 'points') {
    const { shown, recomputed } = difference
    return t('check.difference.points', { order, shown: format.number(shown), recomputed: format.number(recomputed) })
  }
  if (difference.kind === 'rule') return t('check.difference.rule', { order, version: difference.version })
  return t(`check.difference.${difference.kind}`, { order })
}

const Report = ({ report, t }: { readonly report: RecomputeReport; readonly t: T }) => {
  const format = useFormat()
  const good = report.differences.length === 0
  const figures = [
    [t('check.sumListed'), report.sumListed],
    [t('check.sumOfLines'), report.sumRecomputed],
    ...(report.lapsed > 0n ? ([[t('check.lapsed'), report.lapsed]] as const) : []),
    ...(report.spent > 0n ? ([[t('check.spent'), report.spent]] as const) : []),
    [t('check.onLedger'), report.balance],
    [t('check.rulesRead'), report.rulesRead],
    [t('check.callsRead'), report.callsRead],
  ] as const
  return (
    <div className="verdict" data-good={good}>
      <p className="verdict-title">
        {good ? <CheckCircleFilled aria-hidden /> : <CloseCircleFilled aria-hidden />}{' '}
        {good ? t('check.good', { count: report.lines }) : t('check.bad')}
      </p>
      {!good && (
        <>
          <p>{t('check.badText')}</p>
          <ul className="differences">
            {report.differences.map((difference) => (
              <li key={JSON.stringify(difference, (_, value: unknown) => String(value))}>
                {differenceText(difference, t, format)}
              </li>
            ))}
          </ul>
        </>
      )}
      <dl className="facts sums">
        {figures.map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{format.number(value)}</dd>
          </div>
        ))}
      </dl>
    </div>
  )
}

const Technical = ({ report, t }: { readonly report: RecomputeReport | undefined; readonly t: T }) => {
  const format = useFormat()
  const { data: balance } = useQuery(balanceOptions)
  if (!balance) return null
  const codes = [
    [t('check.contract'), balance.contract],
    [t('check.rulesContract'), balance.rulesContract],
    ...balance.holders.map(({ account }) => [t('check.account'), account] as const),
    [t('check.endpoint'), new URL(rpcUrl, globalThis.location.href).href],
  ] as const
  return (
    <details>
      <summary>{t('check.details')}</summary>
      <dl className="facts">
        <dt>{t('check.programme')}</dt>
        <dd>{balance.programme.number}</dd>
        {balance.holders.length > 0 && (
          <>
            <dt>{t('check.holder')}</dt>
            <dd>{balance.holders.map(({ index }) => index).join(', ')}</dd>
          </>
        )}
        {report && (
          <>
            <dt>{t('check.block')}</dt>
            <dd>{format.number(report.blockNumber)}</dd>
          </>
        )}
        {codes.map(([label, code]) => (
          <div key={code} className="contents">
            <dt>{label}</dt>
            <dd>
              <code>{code}</code> <CopyButton text={code} />
            </dd>
          </div>
        ))}
      </dl>
    </details>
  )
}

/** “Recompute it yourself”: counts every line again in this browser, from the ledger's own rules and records. */
export const RecomputeSection = () => {
  const t = pointsTexts.useTexts()
  const [done, setDone] = useState(0)
  const check = useMutation({
    mutationFn: async () => {
      setDone(0)
      // The ledger client is large: nobody who does not count again should load it.
      const { runRecompute } = await import('./run-recompute.ts')
      return runRecompute(rpcUrl, setDone)
    },
  })
  return (
    <Section title={t('check.title')} className="recompute">
      <p>{t('check.lead')}</p>
      <p>
        <Button type="primary" loading={check.isPending} onClick={() => check.mutate()}>
          {check.isPending ? t('check.running', { done }) : check.isIdle ? t('check.run') : t('check.again')}
        </Button>
      </p>
      <div aria-live="polite">
        {check.isError && <p className="note">{t('check.failed')}</p>}
        {check.data && <Report report={check.data} t={t} />}
      </div>
      <Technical report={check.data} t={t} />
    </Section>
  )
}
