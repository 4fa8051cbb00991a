import type { LedgerAdmission, LedgerMember, ledgerRoutes, RouteOutput } from '@candor/api'
import { CopyButton, Instant, ProblemMessage, SkeletonRows } from '@candor/ui'
import { useQuery } from '@tanstack/react-query'
import { App, Button, Input, Tag } from 'antd'
import { useState } from 'react'
import { useMay } from '../../lib/rights.ts'
import { admissionsQuery, overviewQuery } from './queries.ts'
import { sharedLedgerTexts } from './shared-ledger-texts.ts'
import { useAdmit, useMemberState } from './use-membership.ts'
import styles from './records.module.css'

type LedgerAccount = RouteOutput<typeof ledgerRoutes.admissions>['accounts'][number]

const colours = { active: 'success', suspended: 'warning', left: 'default' } as const

const Member = ({ member, mayChange }: { readonly member: LedgerMember; readonly mayChange: boolean }) => {
  const t = sharedLedgerTexts.useTexts()
  const { modal } = App.useApp()
  const change = useMemberState()
  const { number, name, state, own, admittedAt } = member
  const ask = (what: 'suspend' | 'leave', next: 'suspended' | 'left') =>
    void modal.confirm({
      title: t(`${what}Title`, { name }),
      content: t(`${what}Text`),
      okText: t(what),
      okButtonProps: { danger: true },
      onOk: () => change.mutateAsync({ number, state: next }).catch(() => undefined),
    })
  return (
    <li className={styles['item']}>
      <div className={styles['text']}>
        <p className={styles['title']}>
          {name} {own && <Tag>{t('own')}</Tag>}
        </p>
        <p className={styles['meta']}>
          <span>
            {t('since')} <Instant at={admittedAt} style="date" />
          </span>
        </p>
      </div>
      {mayChange && !own && state === 'active' && (
        <Button size="small" loading={change.isPending} onClick={() => ask('suspend', 'suspended')}>
          {t('suspend')}
        </Button>
      )}
      {mayChange && !own && state === 'suspended' && (
        <>
          <Button size="small" loading={change.isPending} onClick={() => change.mutate({ number, state: 'active' })}>
            {t('active')}
          </Button>
          <Button size="small" danger onClick={() => ask('leave', 'left')}>
            {t('leave')}
          </Button>
        </>
      )}
      <Tag color={colours[state]}>{t(`state.${state}`)}</Tag>
    </li>
  )
}

const Waiting = ({ items, admits }: { readonly items: readonly LedgerAdmission[]; readonly admits: boolean }) => {
  const t = sharedLedgerTexts.useTexts()
  if (items.length === 0) return null
  return (
    <>
      <h3>{t('waitingTitle')}</h3>
      <p className={styles['quiet']}>{admits ? t('waitingOwn') : t('waitingOther')}</p>
      <ul>
        {items.map((item) => {
          const text = JSON.stringify(item, undefined, 2)
          return (
            <li key={item.reference} className={styles['item']}>
              <div className={styles['text']}>
                <p className={styles['title']}>{item.name}</p>
                {!admits && (
                  <details className={styles['more']} open>
                    <summary>{t('request', { name: item.name })}</summary>
                    <pre>{text}</pre>
                    <CopyButton text={text} />
                  </details>
                )}
              </div>
            </li>
          )
        })}
      </ul>
    </>
  )
}

const Accounts = ({ accounts }: { readonly accounts: readonly LedgerAccount[] }) => {
  const t = sharedLedgerTexts.useTexts()
  return (
    <details className={styles['more']}>
      <summary>{t('accounts')}</summary>
      <p className={styles['quiet']}>{t('accountsText')}</p>
      <dl>
        {accounts.map(({ name, account }) => (
          <div key={account} className={styles['value']}>
            <dt>{name ?? t('server')}</dt>
            <dd>
              <code>{account}</code>
              <CopyButton text={account} />
            </dd>
          </div>
        ))}
      </dl>
    </details>
  )
}

/** Whether it reads as a request to be admitted; the server looks at it more closely. */
const isAdmission = (read: unknown): read is LedgerAdmission => {
  const { reference, name, account } = (read ?? {}) as Record<string, unknown>
  return (
    /^0x[0-9a-f]{64}$/i.test(String(reference)) &&
    typeof name === 'string' &&
    name.trim() !== '' &&
    /^0x[0-9a-f]{40}$/i.test(String(account))
  )
}

const requestIn = (text: string): LedgerAdmission | undefined => {
  try {
    const read: unknown = JSON.parse(text)
    return isAdmission(read) ? read : undefined
  } catch {
    return undefined
  }
}

const Admit = () => {
  const t = sharedLedgerTexts.useTexts()
  const [text, setText] = useState('')
  const admit = useAdmit(() => setText(''))
  const request = requestIn(text)
  const isWrong = text.trim() !== '' && request === undefined
  return (
    <>
      <h3>{t('admitTitle')}</h3>
      <p className={styles['quiet']}>{t('admitLead')}</p>
      <Input.TextArea
        aria-label={t('paste')}
        aria-invalid={isWrong}
        rows={4}
        value={text}
        status={isWrong ? 'error' : ''}
        onChange={({ target }) => setText(target.value)}
      />
      {isWrong && (
        <p className={styles['refusal']} role="alert">
          {t('unreadable')}
        </p>
      )}
      <p>
        <Button
          type="primary"
          disabled={request === undefined}
          loading={admit.isPending}
          onClick={() => request && admit.mutate(request)}
        >
          {request === undefined ? t('admit') : `${t('admit')}: ${request.name}`}
        </Button>
      </p>
    </>
  )
}

/** The companies that keep the ledger together, those that wait, and what may be decided about them. */
export const Companies = () => {
  const t = sharedLedgerTexts.useTexts()
  const mayManage = useMay('settings.manage')
  const overview = useQuery(overviewQuery)
  const admissions = useQuery(admissionsQuery)
  if (overview.isPending || admissions.isPending) return <SkeletonRows rows={4} />
  if (overview.isError) return <ProblemMessage error={overview.error} onRetry={() => void overview.refetch()} />
  const { members } = overview.data
  // While there is no way to the ledger, nobody can be admitted, and the page says so above.
  const { admits, items, accounts } = admissions.data ?? { admits: false, items: [], accounts: [] }
  const mayChange = admits && mayManage
  return (
    <div className={styles['check']}>
      <p className={styles['note']}>{t('lead')}</p>
      {members.every(({ own }) => own) && <p className={styles['quiet']}>{t('alone')}</p>}
      <ul>
        {members.map((member) => (
          <Member key={member.number} member={member} mayChange={mayChange} />
        ))}
      </ul>
      <Waiting items={items} admits={admits} />
      {mayChange && <Admit />}
      {accounts.length > 0 && <Accounts accounts={accounts} />}
    </div>
  )
}
