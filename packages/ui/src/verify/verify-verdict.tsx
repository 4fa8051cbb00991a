import { CheckCircleFilled, ClockCircleFilled, CloseCircleFilled, QuestionCircleFilled } from '@ant-design/icons'
import { Button } from 'antd'
import type { ReactNode } from 'react'
import { CopyButton } from '../components/copy-button.tsx'
import { useFormat } from '../format/use-format.ts'
import { storedJournalKeys } from './rpc.ts'
import { keyChangedCode } from './run-verification.ts'
import type { VerifyReport } from './verify-types.ts'
import { verifyTexts } from './verify-texts.ts'
import styles from './verify.module.css'

interface VerdictBoxProps {
  readonly tone: 'good' | 'bad' | 'calm' | 'warn'
  readonly icon: ReactNode
  readonly title: string
  readonly children: ReactNode
}

const VerdictBox = ({ tone, icon, title, children }: VerdictBoxProps) => (
  <div className={styles['verdict']} data-tone={tone} data-testid="verdict">
    <span className={styles['verdictIcon']} aria-hidden>
      {icon}
    </span>
    <div>
      <p className={styles['verdictTitle']}>{title}</p>
      {children}
    </div>
  </div>
)

const acceptKey = ({ source }: VerifyReport): void => {
  if (!source) return
  const name = source.journalKey.slice(0, source.journalKey.indexOf('+'))
  storedJournalKeys.set({ ...storedJournalKeys.get(), [name]: source.journalKey })
}

interface FailedProps {
  readonly report: VerifyReport
  readonly outcome: Extract<VerifyReport['outcome'], { verdict: 'failed' }>
}

const Failed = ({ report, outcome }: FailedProps) => {
  const t = verifyTexts.useTexts()
  const keyChanged = outcome.code === keyChangedCode
  return (
    <VerdictBox tone="bad" icon={<CloseCircleFilled />} title={t('failed')}>
      <p>{keyChanged ? t('keyChanged') : t(`failedStep.${outcome.step}`)}</p>
      <p>{t('failedAdvice')}</p>
      <div className={styles['evidence']}>
        <div className={styles['evidenceHead']}>
          <span>{t('evidence')}</span>
          <CopyButton text={outcome.evidence} label={t('copyEvidence')} />
        </div>
        {/* A box that scrolls has to be reachable by keyboard. */}
        {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
        <pre tabIndex={0}>{outcome.evidence}</pre>
      </div>
      {keyChanged && (
        <Button size="small" onClick={() => acceptKey(report)}>
          {t('keyAccept')}
        </Button>
      )}
    </VerdictBox>
  )
}

interface VerifyVerdictProps {
  readonly report: VerifyReport
  /** Whether the check will be repeated by itself. */
  readonly waiting: boolean
}

/** The answer in one look: verified, on its way, not asked, or does not match and what. */
export const VerifyVerdict = ({ report, waiting }: VerifyVerdictProps) => {
  const t = verifyTexts.useTexts()
  const format = useFormat()
  const { outcome } = report
  if (outcome.verdict === 'failed') return <Failed report={report} outcome={outcome} />
  if (outcome.verdict === 'early')
    return (
      <VerdictBox tone="calm" icon={<ClockCircleFilled />} title={t('early')}>
        <p>{waiting ? t('earlyText') : t('earlyStill')}</p>
      </VerdictBox>
    )
  if (outcome.verdict === 'unreachable')
    return (
      <VerdictBox tone="warn" icon={<QuestionCircleFilled />} title={t('unreachable')}>
        <p>{t('unreachableText')}</p>
        <p className={styles['quiet']}>{outcome.why}</p>
      </VerdictBox>
    )
  const since = outcome.facts.sealedAt ?? outcome.facts.entry.recordedAt
  return (
    <VerdictBox tone="good" icon={<CheckCircleFilled />} title={t('verified')}>
      <p>{t('verifiedSince', { time: format.dateTime(since) })}</p>
    </VerdictBox>
  )
}
