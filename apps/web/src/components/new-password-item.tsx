import { Form, Input } from 'antd'
import { newPasswordTexts } from './new-password-texts.ts'

interface NewPasswordItemProps {
  /** Name of the field in the form. */
  readonly name: string
  readonly label?: string
}

/** The field for a new password: what is asked of it, and where its length is checked before it is sent. */
export const NewPasswordItem = ({ name, label }: NewPasswordItemProps) => {
  const t = newPasswordTexts.useTexts()
  return (
    <Form.Item
      name={name}
      label={label ?? t('label')}
      extra={t('help')}
      validateTrigger="onBlur"
      rules={[
        { required: true, message: t('needed') },
        { min: 10, message: t('short') },
        { max: 200, message: t('long') },
      ]}
    >
      <Input.Password autoComplete="new-password" />
    </Form.Item>
  )
}
