import { DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { ApiError, ticketPriorities, ticketRoutes, type CannedReply, type ServiceSettings } from '@candor/api'
import { Panel, ProblemMessage, SkeletonRows } from '@candor/ui'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { App, Button, Input, InputNumber } from 'antd'
import { useId, useState } from 'react'
import { call } from '../../lib/api.ts'
import { serviceSettingsQuery } from './queries.ts'
import { ticketsTexts } from './tickets-texts.ts'
import styles from './tickets.module.css'

type Change = (part: Partial<ServiceSettings>) => void

interface PartProps {
  readonly settings: ServiceSettings
  readonly onChange: Change
}

const Targets = ({ settings: { targets, closeAfterDays }, onChange }: PartProps) => {
  const t = ticketsTexts.useTexts()
  const id = useId()
  return (
    <Panel title={t('settings.targets')}>
      <p className={styles['hint']}>{t('settings.targetsText')}</p>
      <div className={styles['targets']}>
        {ticketPriorities.map((priority) => (
          <fieldset key={priority}>
            <legend>{t(`priority.${priority}`)}</legend>
            {(['response', 'resolution'] as const).map((kind) => (
              <label key={kind} htmlFor={`${id}-${priority}-${kind}`}>
                {t(`settings.${kind}`)}
                <InputNumber
                  id={`${id}-${priority}-${kind}`}
                  min={0.25}
                  max={1000}
                  step={0.5}
                  value={targets[priority][kind] / 60}
                  onChange={(hours) => {
                    const minutes = Math.round((hours ?? 0) * 60)
                    onChange({ targets: { ...targets, [priority]: { ...targets[priority], [kind]: minutes } } })
                  }}
                />
              </label>
            ))}
          </fieldset>
        ))}
      </div>
      <label htmlFor={`${id}-close`} className={styles['close']}>
        {t('settings.close')}
        <InputNumber
          id={`${id}-close`}
          min={1}
          max={90}
          precision={0}
          value={closeAfterDays}
          onChange={(days) => onChange({ closeAfterDays: days ?? 7 })}
        />
      </label>
    </Panel>
  )
}

const Replies = ({ settings: { replies }, onChange }: PartProps) => {
  const t = ticketsTexts.useTexts()
  const change = (id: string, part: Partial<CannedReply>) =>
    onChange({ replies: replies.map((reply) => (reply.id === id ? { ...reply, ...part } : reply)) })
  return (
    <Panel
      title={t('settings.replies')}
      extra={
        <Button
          size="small"
          icon={<PlusOutlined />}
          onClick={() => onChange({ replies: [...replies, { id: crypto.randomUUID(), name: '', en: '', zh: '' }] })}
        >
          {t('settings.add')}
        </Button>
      }
    >
      <p className={styles['hint']}>{t('settings.repliesText')}</p>
      <ul className={styles['replies']}>
        {replies.map(({ id, name, en, zh }) => (
          <li key={id} className={styles['reply']}>
            <Input
              aria-label={t('settings.name')}
              placeholder={t('settings.name')}
              maxLength={80}
              value={name}
              onChange={(event) => change(id, { name: event.target.value })}
            />
            <Input.TextArea
              aria-label={t('settings.en')}
              placeholder={t('settings.en')}
              autoSize={{ minRows: 2, maxRows: 8 }}
              maxLength={5000}
              value={en}
              onChange={(event) => change(id, { en: event.target.value })}
            />
            <Input.TextArea
              aria-label={t('settings.zh')}
              placeholder={t('settings.zh')}
              autoSize={{ minRows: 2, maxRows: 8 }}
              maxLength={5000}
              value={zh}
              onChange={(event) => change(id, { zh: event.target.value })}
            />
            <Button
              icon={<DeleteOutlined />}
              aria-label={t('settings.remove', { name })}
              onClick={() => onChange({ replies: replies.filter((reply) => reply.id !== id) })}
            />
          </li>
        ))}
      </ul>
    </Panel>
  )
}

/** What is promised to customers, and the answers that are kept ready. */
export const ServiceSettingsForm = () => {
  const t = ticketsTexts.useTexts()
  const { message } = App.useApp()
  const client = useQueryClient()
  const query = useQuery(serviceSettingsQuery)
  const [edited, setEdited] = useState<ServiceSettings>()
  const [incomplete, setIncomplete] = useState(false)
  const save = useMutation({
    mutationFn: (body: { version: number; settings: ServiceSettings }) => call(ticketRoutes.setSettings, { body }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: serviceSettingsQuery.queryKey })
      setEdited(undefined)
      void message.success(t('settings.saved'))
    },
    onError: (error) => {
      if (error instanceof ApiError && error.problem.status === 409)
        void client.invalidateQueries({ queryKey: serviceSettingsQuery.queryKey })
    },
  })
  if (query.isPending) return <SkeletonRows rows={6} />
  if (query.isError) return <ProblemMessage error={query.error} onRetry={() => void query.refetch()} />
  const { version } = query.data
  const settings = edited ?? query.data.settings
  const onChange: Change = (part) => {
    setIncomplete(false)
    setEdited({ ...settings, ...part })
  }
  const keep = () => {
    const isWhole =
      settings.replies.every(({ name, en, zh }) => name.trim() !== '' && (en.trim() !== '' || zh.trim() !== '')) &&
      Object.values(settings.targets).every(({ response, resolution }) => response > 0 && resolution > 0)
    setIncomplete(!isWhole)
    if (isWhole) save.mutate({ version, settings })
  }
  return (
    <>
      <Targets settings={settings} onChange={onChange} />
      <Replies settings={settings} onChange={onChange} />
      {incomplete && <p role="alert">{t('settings.incomplete')}</p>}
      {save.isError && <ProblemMessage error={save.error} />}
      <div className={styles['actions']}>
        <Button type="primary" disabled={!edited} loading={save.isPending} onClick={keep}>
          {t('settings.save')}
        </Button>
        <Button disabled={!edited} onClick={() => setEdited(undefined)}>
          {t('settings.discard')}
        </Button>
      </div>
    </>
  )
}
