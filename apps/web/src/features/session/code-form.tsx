import { Alert, Button, Form, Input } from 'antd'
import { sessionTexts } from './session-texts.ts'
import styles from './session.module.css'

interface CodeFormProps {
  readonly busy: boolean
  /** Why the code before was refused. */
  readonly reason: string | undefined
  readonly onCode: (code: string) => void
  readonly onBack: () => void
}

/** Asks for the code of the authenticator app, or one of the recovery codes. */
export const CodeForm = ({ busy, reason, onCode, onBack }: CodeFormProps) => {
  const t = sessionTexts.useTexts()
  return (
    <Form<{ code: string }>
      layout="vertical"
      requiredMark={false}
      size="large"
      onFinish={({ code }) => onCode(code.trim())}
    >
      <Form.Item
        name="code"
        label={t('code.label')}
        extra={t('code.help')}
        rules={[
          { required: true, message: t('code.missing') },
          { pattern: /^\s*(\d{3}\s?\d{3}|[a-z2-7]{5}-?[a-z2-7]{5})\s*$/i, message: t('code.bad') },
        ]}
        validateTrigger="onSubmit"
      >
        <Input autoComplete="one-time-code" autoFocus maxLength={14} />
      </Form.Item>
      {reason && <Alert role="alert" type="error" showIcon title={reason} style={{ marginBottom: 16 }} />}
      <div className={styles['codeActions']}>
        <Button onClick={onBack}>{t('code.back')}</Button>
        <Button type="primary" htmlType="submit" loading={busy}>
          {t('submit')}
        </Button>
      </div>
    </Form>
  )
}
