import { Alert, Button } from 'antd'
import { uiTexts } from '../ui-texts.ts'
import { describeProblem } from './describe-problem.ts'
import styles from './problem.module.css'

interface ProblemMessageProps {
  /** Whatever was thrown: an ApiError, a failed fetch, anything. */
  readonly error: unknown
  readonly onRetry?: () => void
}

/** A failure in words the reader can act on, with the code for support and the fields to mend. */
export const ProblemMessage = ({ error, onRetry }: ProblemMessageProps) => {
  const t = uiTexts.useTexts()
  const { message, code, fields } = describeProblem(error, t)
  return (
    <Alert
      role="alert"
      type="error"
      showIcon
      title={message}
      description={
        (fields.length > 0 || code) && (
          <>
            {fields.length > 0 && (
              <ul className={styles['fields']}>
                {fields.map((field) => (
                  <li key={field.path + field.message}>
                    <code>{field.path}</code> {field.message}
                  </li>
                ))}
              </ul>
            )}
            {code && <span className={styles['code']}>{t('problem.code', { code })}</span>}
          </>
        )
      }
      action={
        onRetry && (
          <Button size="small" onClick={onRetry}>
            {t('action.retry')}
          </Button>
        )
      }
    />
  )
}
