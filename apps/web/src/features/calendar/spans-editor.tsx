import { CloseOutlined, PlusOutlined } from '@ant-design/icons'
import type { BusinessSpan } from '@candor/api'
import { Button, Input } from 'antd'
import { calendarTexts } from './calendar-texts.ts'
import styles from './calendar.module.css'

interface SpansEditorProps {
  /** The day that the hours belong to, in words. */
  readonly day: string
  readonly spans: readonly BusinessSpan[]
  readonly disabled: boolean
  readonly onChange: (spans: BusinessSpan[]) => void
}

const office = { from: '09:00', to: '17:00' }

/** An hour after the last ones, so that split hours are quickly entered. */
const nextSpan = (spans: readonly BusinessSpan[]): BusinessSpan => {
  const end = Number(spans.at(-1)?.to.slice(0, 2) ?? Number.NaN)
  if (Number.isNaN(end) || end > 21) return office
  const two = (hour: number) => String(hour).padStart(2, '0')
  return { from: `${two(end + 1)}:00`, to: `${two(end + 2)}:00` }
}

/** The hours of one day: none, one stretch, or several with breaks between them. */
export const SpansEditor = ({ day, spans, disabled, onChange }: SpansEditorProps) => {
  const t = calendarTexts.useTexts()
  const change = (at: number, part: Partial<BusinessSpan>) =>
    onChange(spans.map((span, index) => (index === at ? { ...span, ...part } : span)))
  return (
    <div className={styles['spans']}>
      {spans.length === 0 && <span className={styles['quiet']}>{t('closed')}</span>}
      {spans.map((span, at) => (
        // Hours have nothing but their place to be told by.
        // oxlint-disable-next-line react/no-array-index-key
        <span key={at} className={styles['span']}>
          <Input
            type="time"
            size="small"
            disabled={disabled}
            aria-label={t('fromOf', { day, number: at + 1 })}
            value={span.from}
            onChange={({ target }) => target.value && change(at, { from: target.value })}
          />
          –
          <Input
            type="time"
            size="small"
            disabled={disabled}
            aria-label={t('toOf', { day, number: at + 1 })}
            // A time field has no 24:00; midnight at the end of a day is shown as its beginning.
            value={span.to === '24:00' ? '00:00' : span.to}
            onChange={({ target }) =>
              target.value && change(at, { to: target.value === '00:00' ? '24:00' : target.value })
            }
          />
          {!disabled && (
            <Button
              type="text"
              size="small"
              icon={<CloseOutlined />}
              aria-label={t('removeSpan', { day })}
              onClick={() => onChange(spans.filter((_, index) => index !== at))}
            />
          )}
        </span>
      ))}
      {!disabled && (
        <Button
          type="text"
          size="small"
          icon={<PlusOutlined />}
          aria-label={t('addSpan', { day })}
          onClick={() => onChange([...spans, nextSpan(spans)])}
        />
      )}
    </div>
  )
}
