import { ApiError, calendarRoutes, type BusinessCalendarBody } from '@candor/api'
import { Panel, ProblemMessage, SkeletonRows, useFormat } from '@candor/ui'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { App, Button, Select } from 'antd'
import { useId, useState } from 'react'
import { call } from '../../lib/api.ts'
import { useMay } from '../../lib/rights.ts'
import { timeZones } from '../../lib/time-zones.ts'
import { calendarTexts } from './calendar-texts.ts'
import { ExceptionsPanel } from './exceptions-panel.tsx'
import { calendarQuery } from './queries.ts'
import { SpansEditor } from './spans-editor.tsx'
import styles from './calendar.module.css'

const weekdays = ['1', '2', '3', '4', '5', '6', '7'] as const

/** When the company works: the hours of each weekday, holidays, special days. */
export const CalendarSettings = () => {
  const t = calendarTexts.useTexts()
  const format = useFormat()
  const id = useId()
  const { message } = App.useApp()
  const mayManage = useMay('settings.manage')
  const client = useQueryClient()
  const query = useQuery(calendarQuery)
  const [edited, setEdited] = useState<BusinessCalendarBody>()
  const [incomplete, setIncomplete] = useState(false)
  const save = useMutation({
    mutationFn: ({ version, calendar }: { version: number; calendar: BusinessCalendarBody }) =>
      call(calendarRoutes.set, { body: { version, calendar } }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: calendarQuery.queryKey })
      setEdited(undefined)
      void message.success(t('saved'))
    },
    onError: (error) => {
      if (error instanceof ApiError && error.problem.status === 409)
        void client.invalidateQueries({ queryKey: calendarQuery.queryKey })
    },
  })
  if (query.isPending) return <SkeletonRows rows={8} />
  if (query.isError) return <ProblemMessage error={query.error} onRetry={() => void query.refetch()} />
  const { version, openNow, opens } = query.data
  const calendar = edited ?? query.data.calendar
  const change = (part: Partial<BusinessCalendarBody>) => {
    setIncomplete(false)
    setEdited({ ...calendar, ...part })
  }
  const keep = () => {
    const isWhole = calendar.exceptions.every(({ day, name }) => day !== '' && name.trim() !== '')
    setIncomplete(!isWhole)
    if (isWhole) save.mutate({ version, calendar })
  }
  const standing = openNow ? t('openNow') : opens ? t('opens', { when: format.dateTime(opens) }) : t('never')
  return (
    <>
      <Panel
        title={t('hours')}
        extra={
          mayManage && (
            <Button
              size="small"
              onClick={() => {
                const [monday = [], , , , , ...weekend] = calendar.week
                change({ week: [...Array.from({ length: 5 }, () => monday), ...weekend] })
              }}
            >
              {t('copy')}
            </Button>
          )
        }
      >
        <p className={styles['quiet']}>
          {mayManage ? t('hoursText') : t('readOnly')} {standing}
        </p>
        <div className={styles['zone']}>
          <label htmlFor={id}>{t('zone')}</label>
          <Select
            id={id}
            showSearch
            disabled={!mayManage}
            style={{ width: 260 }}
            value={calendar.timeZone}
            options={timeZones().map((value) => ({ value, label: value.replaceAll('_', ' ') }))}
            onChange={(timeZone: string) => change({ timeZone })}
          />
        </div>
        <ul>
          {weekdays.map((name, at) => (
            <li key={name} className={styles['weekday']}>
              <span className={styles['weekdayName']}>{t(`weekday.${name}`)}</span>
              <SpansEditor
                day={t(`weekday.${name}`)}
                spans={calendar.week[at] ?? []}
                disabled={!mayManage}
                onChange={(spans) =>
                  change({ week: calendar.week.map((each, index) => (index === at ? spans : each)) })
                }
              />
            </li>
          ))}
        </ul>
      </Panel>
      <ExceptionsPanel
        exceptions={calendar.exceptions}
        disabled={!mayManage}
        onChange={(exceptions) => change({ exceptions })}
      />
      {incomplete && <p role="alert">{t('needed')}</p>}
      {save.isError && <ProblemMessage error={save.error} />}
      {mayManage && (
        <div className={styles['bar']}>
          <Button type="primary" disabled={!edited} loading={save.isPending} onClick={keep}>
            {t('save')}
          </Button>
          <Button disabled={!edited} onClick={() => setEdited(undefined)}>
            {t('discard')}
          </Button>
        </div>
      )}
    </>
  )
}
