import { CloseOutlined, PlusOutlined } from '@ant-design/icons'
import type { CalendarException } from '@candor/api'
import { EmptyState, Panel, useLanguage } from '@candor/ui'
import { useQueryClient } from '@tanstack/react-query'
import { App, Button, Input, Select } from 'antd'
import { useState } from 'react'
import { calendarTexts } from './calendar-texts.ts'
import { holidaysQuery, type HolidayQuery } from './queries.ts'
import { SpansEditor } from './spans-editor.tsx'
import styles from './calendar.module.css'

type Country = HolidayQuery['country']
const countries: readonly Country[] = ['GB', 'US', 'DE', 'FR', 'CN']

interface ExceptionsPanelProps {
  readonly exceptions: readonly CalendarException[]
  readonly disabled: boolean
  readonly onChange: (exceptions: CalendarException[]) => void
}

const TakeOver = ({ exceptions, onChange }: Omit<ExceptionsPanelProps, 'disabled'>) => {
  const t = calendarTexts.useTexts()
  const { message } = App.useApp()
  const client = useQueryClient()
  const thisYear = new Date().getFullYear()
  const [country, setCountry] = useState<Country>('GB')
  const [year, setYear] = useState(thisYear)
  const take = async () => {
    const { items } = await client.ensureQueryData(holidaysQuery({ country, year }))
    const known = new Set(exceptions.map(({ day }) => day))
    const added = items
      .filter(({ day }) => !known.has(day))
      .map(({ day, name, nameZh }) => ({ day, name, nameZh, spans: [] }))
    onChange([...exceptions, ...added].toSorted((a, b) => a.day.localeCompare(b.day)))
    void message.success(t('taken', { count: added.length }))
  }
  return (
    <>
      <div className={styles['bar']}>
        <Select
          aria-label={t('country')}
          style={{ width: 180 }}
          value={country}
          options={countries.map((value) => ({ value, label: t(`countries.${value}`) }))}
          onChange={setCountry}
        />
        <Select
          aria-label={t('year')}
          style={{ width: 96 }}
          value={year}
          options={Array.from({ length: 4 }, (_, at) => ({ value: thisYear + at, label: String(thisYear + at) }))}
          onChange={setYear}
        />
        <Button onClick={() => void take()}>{t('takeOver')}</Button>
      </div>
      {country === 'CN' && <p className={styles['quiet']}>{t('chinaHint')}</p>}
    </>
  )
}

/** Days that are not as their weekday: holidays, and days that are worked against the rule. */
export const ExceptionsPanel = ({ exceptions, disabled, onChange }: ExceptionsPanelProps) => {
  const t = calendarTexts.useTexts()
  const [language] = useLanguage()
  const change = (at: number, part: Partial<CalendarException>) =>
    onChange(exceptions.map((each, index) => (index === at ? { ...each, ...part } : each)))
  const rename = (text: string) => (language === 'zh' ? { name: text, nameZh: text } : { name: text })
  return (
    <Panel
      title={t('exceptions')}
      extra={
        !disabled && (
          <Button
            size="small"
            icon={<PlusOutlined />}
            onClick={() => onChange([...exceptions, { day: '', name: '', nameZh: '', spans: [] }])}
          >
            {t('addDay')}
          </Button>
        )
      }
    >
      {!disabled && <TakeOver exceptions={exceptions} onChange={onChange} />}
      {exceptions.length === 0 && <EmptyState title={t('exceptionsEmpty')} />}
      <ul>
        {exceptions.map(({ day, name, nameZh, spans }, at) => (
          // A day that is being entered has nothing but its place to be told by.
          // oxlint-disable-next-line react/no-array-index-key
          <li key={at} className={styles['exception']}>
            <Input
              type="date"
              size="small"
              style={{ width: 140 }}
              aria-label={t('day')}
              disabled={disabled}
              value={day}
              onChange={({ target }) => change(at, { day: target.value })}
            />
            <Input
              size="small"
              className={styles['exceptionName'] ?? ''}
              aria-label={t('dayName')}
              disabled={disabled}
              maxLength={120}
              value={language === 'zh' && nameZh ? nameZh : name}
              onChange={({ target }) => change(at, rename(target.value))}
            />
            <SpansEditor
              day={day || t('day')}
              spans={spans}
              disabled={disabled}
              onChange={(next) => change(at, { spans: next })}
            />
            {!disabled && (
              <Button
                type="text"
                size="small"
                icon={<CloseOutlined />}
                aria-label={t('removeDay', { day: day || t('day') })}
                onClick={() => onChange(exceptions.filter((_, index) => index !== at))}
              />
            )}
          </li>
        ))}
      </ul>
    </Panel>
  )
}
