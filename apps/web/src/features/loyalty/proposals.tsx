import { ApiError, ruleRoutes, type RuleProposal } from '@candor/api'
import { Panel, ProblemMessage, useFormat, useLanguage } from '@candor/ui'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { App, Button } from 'antd'
import { useState } from 'react'
import { call } from '../../lib/api.ts'
import { useMay } from '../../lib/rights.ts'
import { ruleSentence } from './arithmetic.ts'
import { designerTexts } from './designer-texts.ts'
import { loyaltyTexts } from './loyalty-texts.ts'
import { Preview } from './preview.tsx'
import { loyaltyKey, publishingQuery } from './queries.ts'
import styles from './designer.module.css'

/** Sends something that is decided once, and shows what came of it. */
const useDecision = (run: () => Promise<unknown>, said: string) => {
  const client = useQueryClient()
  const { message } = App.useApp()
  return useMutation({
    mutationFn: run,
    onSuccess: () => void message.success(said, 6),
    // Refused because somebody else was first: what stands now is to be seen.
    onSettled: () => void client.invalidateQueries({ queryKey: loyaltyKey }),
  })
}

const Sentence = ({ proposal }: { readonly proposal: RuleProposal }) => {
  const d = designerTexts.useTexts()
  const t = loyaltyTexts.useTexts()
  const format = useFormat()
  const [language] = useLanguage()
  const { rule } = proposal
  if (!rule) return <strong>{d('second.onePerson')}</strong>
  const merchant = language === 'zh' ? rule.merchantNameZh : rule.merchantName
  const from = format.dateTime(rule.startsAt)
  return (
    <>
      <strong>{d('second.rule', { merchant, sentence: ruleSentence(rule, format, t) })}</strong>
      <span className={styles['quiet']}>
        {rule.endsAt ? t('until', { from, until: format.dateTime(rule.endsAt) }) : t('from', { time: from })}
      </span>
    </>
  )
}

const Waiting = ({ proposal, mayPublish }: { readonly proposal: RuleProposal; readonly mayPublish: boolean }) => {
  const d = designerTexts.useTexts()
  const format = useFormat()
  const { modal } = App.useApp()
  const [open, setOpen] = useState(false)
  const { id, kind, own, rule, proposedBy, proposedAt } = proposal
  const params = { id }
  const approve = useDecision(
    async () => call(ruleRoutes.approve, { params }),
    d(kind === 'rule' ? 'second.approved' : 'second.approvedOne'),
  )
  const decline = useDecision(async () => call(ruleRoutes.decline, { params }), d('second.declined'))
  const name = proposedBy.name ?? d('second.somebody')
  const problem = approve.error ?? decline.error
  const confirm = () =>
    void modal.confirm({
      title: d(kind === 'rule' ? 'second.approveConfirm' : 'second.approveOneConfirm'),
      content: <Sentence proposal={proposal} />,
      okText: d(kind === 'rule' ? 'second.approveRule' : 'second.approve'),
      onOk: () => approve.mutateAsync().catch(() => undefined),
    })
  return (
    <li className={styles['proposal']}>
      <Sentence proposal={proposal} />
      <span className={styles['quiet']}>{d('second.by', { name, time: format.dateTime(proposedAt) })}</span>
      {own && <span>{d('second.own')}</span>}
      {mayPublish && (
        <div className={styles['actions']}>
          {!own && (
            <Button type="primary" size="small" loading={approve.isPending} onClick={confirm}>
              {d(kind === 'rule' ? 'second.approveRule' : 'second.approve')}
            </Button>
          )}
          <Button size="small" loading={decline.isPending} onClick={() => decline.mutate()}>
            {d(own ? 'second.withdraw' : 'second.decline')}
          </Button>
          {rule && (
            <Button size="small" type="text" aria-expanded={open} onClick={() => setOpen(!open)}>
              {d(open ? 'second.hide' : 'second.look')}
            </Button>
          )}
        </div>
      )}
      {open && rule && (
        <Preview
          currency={rule.currency}
          rule={{
            merchantId: rule.merchantId,
            pointsNumerator: rule.pointsNumerator,
            spendUnit: rule.spendUnit,
            minimumSpend: rule.minimumSpend,
            maximumPoints: rule.maximumPoints,
          }}
        />
      )}
      {problem && <ProblemMessage error={problem} />}
    </li>
  )
}

const Decided = ({ proposal }: { readonly proposal: RuleProposal }) => {
  const d = designerTexts.useTexts()
  const format = useFormat()
  const { state, decidedBy, decidedAt, proposedBy, proposedAt } = proposal
  const somebody = d('second.somebody')
  return (
    <li className={styles['proposal']}>
      <Sentence proposal={proposal} />
      <span className={styles['quiet']}>
        {d('second.by', { name: proposedBy.name ?? somebody, time: format.dateTime(proposedAt) })}
        {state !== 'open' && decidedAt !== null && (
          <> · {d(`second.was.${state}`, { name: decidedBy?.name ?? somebody, time: format.dateTime(decidedAt) })}</>
        )}
      </span>
    </li>
  )
}

/** Whether rules need a second person, how that is changed, and what waits for one. */
export const Proposals = () => {
  const d = designerTexts.useTexts()
  const { modal } = App.useApp()
  const mayPublish = useMay('points.publish')
  const query = useQuery({ ...publishingQuery, refetchInterval: 10_000 })
  const require = useDecision(async () => call(ruleRoutes.requireSecondPerson), d('second.needed'))
  const relax = useDecision(
    async () => call(ruleRoutes.propose, { body: { kind: 'one-person' } }),
    d('second.relaxProposed'),
  )
  // Without a programme the page says so above.
  if (query.error instanceof ApiError && query.error.problem.code === 'LOYALTY_NO_PROGRAMME') return null
  if (query.isError) return <ProblemMessage error={query.error} onRetry={() => void query.refetch()} />
  if (query.isPending) return null
  const { secondPerson, items } = query.data
  const waiting = items.filter(({ state }) => state === 'open')
  const decided = items.filter(({ state }) => state !== 'open')
  const isProposed = waiting.some(({ kind }) => kind === 'one-person')
  const confirm = () =>
    void modal.confirm({
      title: d('second.requireConfirm'),
      content: d('second.requireText'),
      okText: d('second.require'),
      onOk: () => require.mutateAsync().catch(() => undefined),
    })
  const problem = require.error ?? relax.error
  return (
    <>
      <Panel flush title={d('second.title')}>
        <div className={styles['standing']}>
          <p>{d(secondPerson ? 'second.needed' : 'second.alone')}</p>
          {mayPublish && !secondPerson && (
            <Button size="small" loading={require.isPending} onClick={confirm}>
              {d('second.require')}
            </Button>
          )}
          {mayPublish && secondPerson && !isProposed && (
            <Button size="small" type="text" loading={relax.isPending} onClick={() => relax.mutate()}>
              {d('second.relax')}
            </Button>
          )}
        </div>
        {problem && <ProblemMessage error={problem} />}
        {decided.length > 0 && (
          <details className={styles['decided']}>
            <summary>{d('second.decided')}</summary>
            <ul>
              {decided.map((proposal) => (
                <Decided key={proposal.id} proposal={proposal} />
              ))}
            </ul>
          </details>
        )}
      </Panel>
      {waiting.length > 0 && (
        <Panel flush title={d('second.waiting')}>
          <ul aria-label={d('second.waiting')}>
            {waiting.map((proposal) => (
              <Waiting key={proposal.id} proposal={proposal} mayPublish={mayPublish} />
            ))}
          </ul>
        </Panel>
      )}
    </>
  )
}
