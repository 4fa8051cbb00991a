import {
  erasureCertificatePath,
  legalClocks,
  packageDays,
  packageKinds,
  subjectPackagePath,
  subjectRequestRoutes,
  type SubjectRequest,
  type SubjectRequestStep,
} from '@candor/api'
import { EmptyState, Instant, Panel, ProblemMessage, SkeletonRows, uiTexts } from '@candor/ui'
import { LeftOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState, type ReactNode } from 'react'
import { call } from '../../lib/api.ts'
import { requestQuery, useLiveRequests } from './queries.ts'
import { ReasonDialog } from './reason-dialog.tsx'
import { DueText } from './request-row.tsx'
import { subjectRequestsTexts } from './subject-requests-texts.ts'
import styles from './subject-requests.module.css'

type Step = SubjectRequestStep['step']

const stepOf = (step: Step, words: string): SubjectRequestStep => {
  if (step === 'identify') return { step, how: words }
  return step === 'execute' ? { step, answer: words } : { step, reason: words }
}

const StepDialog = ({ request, step, onClose }: { request: SubjectRequest; step: Step; onClose: () => void }) => {
  const t = subjectRequestsTexts.useTexts()
  const { id, version, kind } = request
  const send = async (words: string) =>
    call(subjectRequestRoutes.act, { params: { id }, body: { version, act: stepOf(step, words) } })
  if (step !== 'execute') {
    return (
      <ReasonDialog
        title={t(`step.${step}`)}
        label={t(`ask.${step}`)}
        success={t(`done.${step}`)}
        send={send}
        onClose={onClose}
      />
    )
  }
  const isErasure = kind === 'erasure'
  return (
    <ReasonDialog
      title={isErasure ? t('ask.execute.erasure') : t(`step.execute.${kind}`)}
      label={isErasure ? undefined : t(`ask.execute.${kind}`)}
      optional={kind !== 'correction'}
      danger={isErasure}
      effect={t(`effect.${kind}`, { days: packageDays })}
      confirm={t(`step.execute.${kind}`)}
      success={t(isErasure ? 'done.erased' : 'done.execute')}
      send={send}
      onClose={onClose}
    />
  )
}

const Steps = ({ request }: { readonly request: SubjectRequest }) => {
  const t = subjectRequestsTexts.useTexts()
  const [step, setStep] = useState<Step>()
  const { kind, law, identifiedAt, extension, overdue } = request
  const mayExtend = legalClocks[law].extension !== null && extension === null && !overdue
  return (
    <div className={styles['steps']}>
      <Button
        type="primary"
        danger={kind === 'erasure'}
        disabled={identifiedAt === null}
        onClick={() => setStep('execute')}
      >
        {t(`step.execute.${kind}`)}
      </Button>
      {identifiedAt === null && <Button onClick={() => setStep('identify')}>{t('step.identify')}</Button>}
      {mayExtend && <Button onClick={() => setStep('extend')}>{t('step.extend')}</Button>}
      <Button onClick={() => setStep('refuse')}>{t('step.refuse')}</Button>
      {step !== undefined && <StepDialog request={request} step={step} onClose={() => setStep(undefined)} />}
    </div>
  )
}

const Facts = ({ request }: { readonly request: SubjectRequest }) => {
  const t = subjectRequestsTexts.useTexts()
  const ui = uiTexts.useTexts()
  const { customer, text, identity, identifiedAt, extension, answer, law, openedAt, channel } = request
  const gone = customer.name === null
  const lines: readonly (readonly [string, ReactNode])[] = [
    [
      t('facts.customer'),
      <Link key="customer" to="/customers/$customerId" params={{ customerId: customer.id }}>
        {customer.name ?? ui('erasedCustomer')}
      </Link>,
    ],
    [t('law.label'), `${t(`law.${law}`)} – ${t(`clock.${law}`)}`],
    [t('facts.text'), gone ? t('facts.unreadable') : text || t('facts.nothing')],
    [
      t('facts.identity'),
      identifiedAt === null ? (
        t('facts.unchecked')
      ) : (
        <>
          {identity ?? t('facts.unreadable')} (<Instant at={identifiedAt} />)
        </>
      ),
    ],
    ...(extension === null ? [] : [[t('facts.extension'), extension] as const]),
    ...(answer === null ? [] : [[t('facts.answer'), answer] as const]),
  ]
  return (
    <>
      <p className={styles['meta']}>
        <span>{t(`state.${request.state}`)}</span>
        <DueText request={request} />
        <span>
          <Instant at={openedAt} /> · {t(`channel.${channel}`)}
        </span>
      </p>
      <dl className={styles['facts']}>
        {lines.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </>
  )
}

/** One request: what was asked, where it stands, and the next steps. */
export const RequestPanel = ({ id }: { readonly id: string }) => {
  const t = subjectRequestsTexts.useTexts()
  const query = useQuery(requestQuery(id))
  useLiveRequests()
  const request = query.data
  return (
    <>
      <p>
        <Link to="/privacy">
          <LeftOutlined aria-hidden /> {t('back')}
        </Link>
      </p>
      {query.isPending && <SkeletonRows rows={6} />}
      {query.isError && <ProblemMessage error={query.error} onRetry={() => void query.refetch()} />}
      {query.isSuccess && request === undefined && <EmptyState title={t('notFound')} />}
      {request !== undefined && (
        <Panel title={t(`kind.${request.kind}`)}>
          <Facts request={request} />
          {request.state === 'open' && <Steps request={request} />}
          {request.hasPackage && packageKinds.includes(request.kind) && (
            <p>
              <Button href={subjectPackagePath(id)}>{t('take.package')}</Button>
            </p>
          )}
          {request.hasCertificate && (
            <>
              <p>{t('certificateText')}</p>
              <p>
                <Button href={erasureCertificatePath(id)}>{t('take.certificate')}</Button>
              </p>
            </>
          )}
        </Panel>
      )}
    </>
  )
}
