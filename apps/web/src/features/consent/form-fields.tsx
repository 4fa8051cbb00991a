import { Form, Input, type FormRule } from 'antd'
import { consentTexts } from './consent-texts.ts'
import styles from './consent.module.css'

interface BilingualFieldProps {
  /** Name of the field in the form's values. */
  readonly name: string
  readonly label: string
  readonly longest: number
  readonly multiline?: boolean
}

/** A text in both languages: neither reader gets less. */
export const BilingualField = ({ name, label, longest, multiline = false }: BilingualFieldProps) => {
  const t = consentTexts.useTexts()
  const rules: FormRule[] = [
    { required: true, whitespace: true, message: t('form.needed') },
    { max: longest, message: t('form.tooLong') },
  ]
  const input = multiline ? <Input.TextArea autoSize={{ minRows: 2, maxRows: 6 }} /> : <Input />
  return (
    <div className={styles['formRow']}>
      <Form.Item name={[name, 'en']} label={t('form.english', { field: label })} rules={rules}>
        {input}
      </Form.Item>
      <Form.Item name={[name, 'zh']} label={t('form.chinese', { field: label })} rules={rules}>
        {input}
      </Form.Item>
    </div>
  )
}

/** What identifies a purpose or term for programs. */
export const IdentityFields = () => {
  const t = consentTexts.useTexts()
  return (
    <div className={styles['formRow']}>
      <Form.Item
        name="slug"
        label={t('form.slug')}
        extra={t('form.slugHelp')}
        rules={[
          { required: true, message: t('form.needed') },
          { pattern: /^[a-z][a-z0-9-]{1,62}$/, message: t('form.badSlug') },
        ]}
      >
        <Input autoComplete="off" />
      </Form.Item>
      <Form.Item
        name="dpv"
        label={t('form.dpv')}
        extra={t('form.dpvHelp')}
        rules={[{ pattern: /^[a-z][a-z0-9.+-]*:\S{1,200}$/i, message: t('form.badDpv') }]}
      >
        <Input autoComplete="off" />
      </Form.Item>
    </div>
  )
}
