import { CheckCircleFilled, CloseCircleFilled, InfoCircleOutlined, SafetyOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { historyTexts } from './texts.ts'
import type { VerifyAllState } from './use-verify-all.ts'

interface VerifyAllProps {
  readonly check: VerifyAllState
  /** How many lines the page shows. */
  readonly count: number
}

/** “Verify all on this page”, with progress and one plain result. */
export const VerifyAll = ({ check, count }: VerifyAllProps) => {
  const t = historyTexts.useTexts()
  const { verdicts, running } = check
  const number = (verdict: string) => [...verdicts.values()].filter((found) => found === verdict).length
  const bad = number('failed')
  const early = number('early')
  const unreachable = number('unreachable')
  const good = number('verified')
  const finished = !running && verdicts.size > 0
  return (
    <div className="verify-all">
      <Button
        icon={<SafetyOutlined aria-hidden />}
        loading={running}
        disabled={count === 0}
        onClick={() => {
          void check.run()
        }}
      >
        {running ? t('verifying', { done: verdicts.size, total: count }) : t('verifyPage')}
      </Button>
      <div aria-live="polite">
        {finished && bad > 0 && (
          <p className="result" data-tone="bad">
            <CloseCircleFilled aria-hidden /> {t('someBad', { count: bad })}
          </p>
        )}
        {finished && bad + early + unreachable === 0 && (
          <p className="result" data-tone="good">
            <CheckCircleFilled aria-hidden /> {t('allGood', { count: good })}
          </p>
        )}
        {finished && early > 0 && (
          <p className="result">
            <InfoCircleOutlined aria-hidden /> {t('someWait', { count: early })}
          </p>
        )}
        {finished && unreachable > 0 && (
          <p className="result">
            <InfoCircleOutlined aria-hidden /> {t('someUnchecked', { count: unreachable })}
          </p>
        )}
      </div>
    </div>
  )
}
