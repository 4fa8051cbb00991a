import { ApiError, FormulaError, parseFormula, type FormulaFault, type FormulaFaultCode } from '@candor/api'
import { Form, Input } from 'antd'
import { fieldsTexts } from './fields-texts.ts'
import styles from './fields.module.css'

const syntaxFault = (expression: string): FormulaFault | undefined => {
  if (expression.trim() === '') return undefined
  try {
    parseFormula(expression)
    return undefined
  } catch (error) {
    if (error instanceof FormulaError) return error.fault
    throw error
  }
}

/** What the server said of a formula that fits together by itself, but not with the fields. */
const refusal = (error: unknown): FormulaFault | undefined => {
  if (!(error instanceof ApiError) || error.problem.code !== 'FIELD_FORMULA_INVALID') return undefined
  const { fault } = (error.problem.stored ?? {}) as { fault?: { code: FormulaFaultCode; at: number; word: string } }
  return fault
}

interface FormulaBoxProps {
  readonly expression: string
  readonly words: { readonly fields: string; readonly functions: string }
  /** The refusal of the formula that was sent last, where it is still the same. */
  readonly error: unknown
  readonly onChange: (expression: string) => void
}

/** A box for a formula that says at once where it goes wrong. */
export const FormulaBox = ({ expression, words, error, onChange }: FormulaBoxProps) => {
  const t = fieldsTexts.useTexts()
  const fault = syntaxFault(expression) ?? refusal(error)
  return (
    <Form.Item label={t('form.expression')} htmlFor="field-expression" required extra={t('form.expressionHelp', words)}>
      <Input.TextArea
        id="field-expression"
        className={styles['formula'] ?? ''}
        autoSize={{ minRows: 2, maxRows: 8 }}
        maxLength={1000}
        spellCheck={false}
        status={fault ? 'error' : ''}
        aria-invalid={fault !== undefined}
        value={expression}
        onChange={(event) => onChange(event.target.value)}
      />
      {fault && (
        <div role="alert" className={styles['fault']}>
          <span>{t(`formula.${fault.code}`, { word: fault.word })}</span>
          <code>
            {expression.slice(0, fault.at)}
            <mark>{expression.slice(fault.at, fault.at + Math.max(1, fault.word.length)) || '·'}</mark>
            {expression.slice(fault.at + Math.max(1, fault.word.length))}
          </code>
        </div>
      )}
    </Form.Item>
  )
}
