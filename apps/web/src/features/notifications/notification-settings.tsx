import {
  mailModes,
  notificationKinds,
  notificationRoutes,
  type NotificationKind,
  type NotificationSettings as Settings,
  type NotificationWays,
} from '@candor/api'
import { Panel, ProblemMessage, SkeletonRows } from '@candor/ui'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Checkbox, Input, Select, Switch } from 'antd'
import { useId } from 'react'
import { call } from '../../lib/api.ts'
import { ChatPanel } from './chat-panel.tsx'
import { notificationsTexts } from './notifications-texts.ts'
import { notificationSettingsQuery } from './queries.ts'
import styles from './notifications.module.css'

const usualQuiet = { from: '22:00', to: '07:00', weekends: false }

interface RowProps {
  readonly kind: NotificationKind
  readonly ways: NotificationWays
  readonly hasChat: boolean
  readonly onChange: (ways: NotificationWays) => void
}

const WaysRow = ({ kind, ways, hasChat, onChange }: RowProps) => {
  const t = notificationsTexts.useTexts()
  const name = t(`kind.${kind}`)
  return (
    <tr>
      <th scope="row">{name}</th>
      <td>
        <Checkbox
          aria-label={t('settings.appOf', { kind: name })}
          checked={ways.app}
          onChange={({ target }) => onChange({ ...ways, app: target.checked })}
        />
      </td>
      <td>
        <Select
          size="small"
          aria-label={t('settings.mailOf', { kind: name })}
          value={ways.mail}
          style={{ width: 124 }}
          options={mailModes.map((value) => ({ value, label: t(`settings.${value}`) }))}
          onChange={(mail) => onChange({ ...ways, mail })}
        />
      </td>
      <td>
        <Checkbox
          aria-label={t('settings.chatOf', { kind: name })}
          checked={ways.chat && hasChat}
          disabled={!hasChat}
          onChange={({ target }) => onChange({ ...ways, chat: target.checked })}
        />
      </td>
    </tr>
  )
}

interface QuietProps {
  readonly settings: Settings
  readonly onChange: (settings: Settings) => void
}

const Quiet = ({ settings, onChange }: QuietProps) => {
  const t = notificationsTexts.useTexts()
  const id = useId()
  const { quiet } = settings
  const change = (part: Partial<typeof usualQuiet>) =>
    onChange({ ...settings, quiet: { ...(quiet ?? usualQuiet), ...part } })
  return (
    <>
      <div className={styles['line']}>
        <div>
          <label htmlFor={id}>{t('settings.quiet')}</label>
          <p className={styles['quiet']}>{t('settings.quietHelp')}</p>
        </div>
        <Switch
          id={id}
          checked={quiet !== null}
          onChange={(on) => onChange({ ...settings, quiet: on ? usualQuiet : null })}
        />
      </div>
      {quiet && (
        <div className={styles['hours']}>
          <label>
            {t('settings.from')}
            <Input
              type="time"
              value={quiet.from}
              onChange={({ target }) => target.value && change({ from: target.value })}
            />
          </label>
          <label>
            {t('settings.to')}
            <Input
              type="time"
              value={quiet.to}
              onChange={({ target }) => target.value && change({ to: target.value })}
            />
          </label>
          <Checkbox checked={quiet.weekends} onChange={({ target }) => change({ weekends: target.checked })}>
            {t('settings.weekends')}
          </Checkbox>
        </div>
      )}
      <div className={styles['line']}>
        <label htmlFor={`${id}-digest`}>{t('settings.digestAt')}</label>
        <Input
          id={`${id}-digest`}
          type="time"
          style={{ width: 130 }}
          value={settings.digestAt}
          onChange={({ target }) => target.value && onChange({ ...settings, digestAt: target.value })}
        />
      </div>
    </>
  )
}

/** By which ways one is told of what; kept with each change. */
export const NotificationSettings = () => {
  const t = notificationsTexts.useTexts()
  const client = useQueryClient()
  const query = useQuery(notificationSettingsQuery)
  const { queryKey } = notificationSettingsQuery
  const keep = useMutation({
    mutationFn: (body: Settings) => call(notificationRoutes.setSettings, { body }),
    scope: { id: 'notification-settings' },
    onMutate: (settings) => {
      client.setQueryData(queryKey, (known) => known && { ...known, settings })
    },
    onError: () => client.invalidateQueries({ queryKey }),
  })
  if (query.isPending) return <SkeletonRows rows={6} />
  if (query.isError) return <ProblemMessage error={query.error} onRetry={() => void query.refetch()} />
  const { settings, chat } = query.data
  return (
    <>
      <Panel title={t('settings.title')}>
        <div className={styles['scroll']}>
          <table className={styles['ways']}>
            <thead>
              <tr>
                <th scope="col">{t('settings.kind')}</th>
                <th scope="col">{t('settings.app')}</th>
                <th scope="col">{t('settings.mail')}</th>
                <th scope="col">{t('settings.chat')}</th>
              </tr>
            </thead>
            <tbody>
              {notificationKinds.map((kind) => (
                <WaysRow
                  key={kind}
                  kind={kind}
                  ways={settings.ways[kind]}
                  hasChat={chat !== null}
                  onChange={(ways) => keep.mutate({ ...settings, ways: { ...settings.ways, [kind]: ways } })}
                />
              ))}
            </tbody>
          </table>
        </div>
        <Quiet settings={settings} onChange={(next) => keep.mutate(next)} />
        {keep.isError && <ProblemMessage error={keep.error} />}
      </Panel>
      <ChatPanel />
    </>
  )
}
