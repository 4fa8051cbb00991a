import { journalPaths, type LifecycleChange } from '@candor/api'
import { Instant, Panel, useFormat, VerifyButton } from '@candor/ui'
import { useQuery } from '@tanstack/react-query'
import { Button, Tag } from 'antd'
import { useState } from 'react'
import { lifecycleTexts } from './lifecycle-texts.ts'
import { customerLifecycleQuery } from './queries.ts'
import { useConditionWords } from './words.ts'
import styles from './lifecycle.module.css'

const Step = ({ change, currency }: { readonly change: LifecycleChange; readonly currency: string }) => {
  const t = lifecycleTexts.useTexts()
  const format = useFormat()
  const words = useConditionWords(currency)
  const { fromStage, toStage, fromClass, toClass, conditions, facts } = change
  const reasons = conditions.length === 0 ? t('customer.elseReason') : conditions.map(words).join(` ${t('and')} `)
  const moved = fromStage !== toStage
  return (
    <li className={styles['step']}>
      <p>
        {moved ? (
          <>
            {fromStage === null ? t('customer.first') : t(`stage.${fromStage}`)} →{' '}
            <strong>{t(`stage.${toStage}`)}</strong>
          </>
        ) : (
          <strong>{t('customer.classOnly', { from: fromClass || '–', to: toClass || '–' })}</strong>
        )}{' '}
        <span className={styles['quiet']}>
          <Instant at={change.changedAt} style="date" />
        </span>
      </p>
      <p className={styles['quiet']}>
        {moved && `${t('customer.because', { reasons })} · `}
        {t('customer.facts', { orders: format.number(facts.orders), spent: format.money(facts.spent, currency) })}
      </p>
      <VerifyButton record={{ id: change.entryId }} receiptUrl={journalPaths.receipt(change.entryId)} />
    </li>
  )
}

/** Where a customer stands, and how they came there. Nothing where there are no rules. */
export const CustomerLifecycle = ({ customerId }: { readonly customerId: string }) => {
  const t = lifecycleTexts.useTexts()
  const format = useFormat()
  const [isOpen, setOpen] = useState(false)
  const { data } = useQuery(customerLifecycleQuery(customerId))
  if (data === undefined || data.stage === null) return null
  return (
    <Panel title={t('customer.title')}>
      <p className={styles['bar']}>
        <Tag color={data.stage === 'lost' || data.stage === 'declining' ? 'warning' : 'success'}>
          {t(`stage.${data.stage}`)}
        </Tag>
        {data.class !== '' && <Tag>{t('class', { name: data.class })}</Tag>}
        {data.stageSince !== null && (
          <span className={styles['quiet']}>{t('customer.since', { date: format.date(data.stageSince) })}</span>
        )}
        <Button size="small" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          {isOpen ? t('customer.hide') : t('customer.show')}
        </Button>
      </p>
      {isOpen && (
        <ol className={styles['history']} aria-label={t('customer.history')}>
          {data.items.map((change) => (
            <Step key={change.id} change={change} currency={data.currency} />
          ))}
        </ol>
      )}
    </Panel>
  )
}
