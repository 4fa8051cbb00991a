import { CheckOutlined, CloseOutlined, MinusOutlined } from '@ant-design/icons'
import { Button, Collapse, Input } from 'antd'
import { useId, useState } from 'react'
import { CopyButton } from '../components/copy-button.tsx'
import { useFormat } from '../format/use-format.ts'
import { defaultRpcPath } from './rpc.ts'
import { verifySteps, type VerifyReport, type VerifyStep } from './verify-types.ts'
import { verifyTexts } from './verify-texts.ts'
import styles from './verify.module.css'

interface VerifyDetailsProps {
  readonly report: VerifyReport
  readonly rpcUrl: string
  readonly onRpcUrl: (url: string) => void
}

type StepState = 'passed' | 'failed' | 'open'
const stepIcons = { passed: <CheckOutlined />, failed: <CloseOutlined />, open: <MinusOutlined /> }

const stateOf = ({ outcome }: VerifyReport, step: VerifyStep): StepState => {
  if (outcome.verdict === 'verified') return 'passed'
  if (outcome.verdict === 'failed' && outcome.step === step) return 'failed'
  return outcome.passed.includes(step) ? 'passed' : 'open'
}

const useSentence = ({ outcome }: VerifyReport) => {
  const t = verifyTexts.useTexts()
  const format = useFormat()
  return (step: VerifyStep): string => {
    const { facts } = outcome
    if (step === 'list' && facts)
      return t('step.list', { position: format.number(facts.position), size: format.number(facts.size) })
    if (step === 'seal' && facts) return t('step.seal', { origin: facts.origin.split('/')[0] ?? facts.origin })
    if (step === 'ledger' && facts?.blockNumber !== undefined)
      return t('step.ledger', { block: format.number(facts.blockNumber) })
    if (step === 'shown' || step === 'record' || step === 'file') return t(`step.${step}`)
    return t(`step.${step}Plain`)
  }
}

const Steps = ({ report }: { readonly report: VerifyReport }) => {
  const t = verifyTexts.useTexts()
  const sentence = useSentence(report)
  return (
    <ol className={styles['steps']}>
      {verifySteps.map((step) => {
        const state = stateOf(report, step)
        return (
          <li key={step} data-state={state}>
            <span className={styles['stepIcon']} role="img" aria-label={t(`outcome.${state}`)}>
              {stepIcons[state]}
            </span>
            {sentence(step)}
          </li>
        )
      })}
    </ol>
  )
}

const Facts = ({ report: { outcome, source } }: { readonly report: VerifyReport }) => {
  const t = verifyTexts.useTexts()
  const format = useFormat()
  const facts = outcome.facts
  const rows: [string, string | undefined, copy: boolean][] = [
    [t('details.recordedAt'), facts && format.exact(facts.entry.recordedAt), false],
    [t('details.sealedAt'), facts?.sealedAt && format.exact(facts.sealedAt), false],
    [t('details.fingerprint'), facts?.leafHash, true],
    [t('details.root'), facts?.root, true],
    [t('details.key'), source?.journalKey, true],
    [t('details.ledger'), source && String(source.chainId), false],
    [t('details.contract'), source?.contract, true],
    [t('details.transaction'), facts?.transactionHash, true],
  ]
  return (
    <dl className={styles['facts']}>
      {rows.map(
        ([name, value, copy]) =>
          value && (
            <div key={name}>
              <dt>{name}</dt>
              <dd>
                <span className={copy ? styles['code'] : undefined}>{value}</span>
                {copy && <CopyButton text={value} />}
              </dd>
            </div>
          ),
      )}
    </dl>
  )
}

const RpcForm = ({ rpcUrl, onRpcUrl }: Pick<VerifyDetailsProps, 'rpcUrl' | 'onRpcUrl'>) => {
  const t = verifyTexts.useTexts()
  const id = useId()
  const [text, setText] = useState(rpcUrl)
  const bad = text !== '' && !/^https?:\/\/\S+$/.test(text)
  return (
    <form
      className={styles['rpc']}
      onSubmit={(event) => {
        event.preventDefault()
        if (!bad) onRpcUrl(text)
      }}
    >
      <label htmlFor={id}>{t('rpc.label')}</label>
      <div className={styles['rpcRow']}>
        <Input
          id={id}
          value={text}
          placeholder={`${globalThis.location.origin}${defaultRpcPath}`}
          status={bad ? 'error' : ''}
          aria-invalid={bad}
          aria-describedby={`${id}-help`}
          onChange={(event) => setText(event.target.value.trim())}
        />
        <Button htmlType="submit" disabled={bad}>
          {t('rpc.apply')}
        </Button>
      </div>
      <p id={`${id}-help`} className={styles['quiet']}>
        {bad ? t('rpc.bad') : t('rpc.help')}
      </p>
    </form>
  )
}

/** "How we checked": the steps in plain words, the exact values, and the address of the ledger to change. */
export const VerifyDetails = ({ report, rpcUrl, onRpcUrl }: VerifyDetailsProps) => {
  const t = verifyTexts.useTexts()
  return (
    <Collapse
      ghost
      defaultActiveKey={report.outcome.verdict === 'failed' ? ['how'] : []}
      className={styles['details'] ?? ''}
      items={[
        {
          key: 'how',
          label: t('how'),
          children: (
            <div className={styles['how']}>
              <p className={styles['quiet']}>{t('howIntro')}</p>
              <Steps report={report} />
              <Facts report={report} />
              <RpcForm rpcUrl={rpcUrl} onRpcUrl={onRpcUrl} />
              <p className={styles['quiet']}>{t('solo')}</p>
            </div>
          ),
        },
      ]}
    />
  )
}
