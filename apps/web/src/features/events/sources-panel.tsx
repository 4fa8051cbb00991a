import { ApiOutlined } from '@ant-design/icons'
import { eventRoutes, type EventSource, type EventWriteKey } from '@candor/api'
import { EmptyState, Instant, Panel, useFormat } from '@candor/ui'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { App, Button } from 'antd'
import { useState } from 'react'
import { call } from '../../lib/api.ts'
import { useMay } from '../../lib/rights.ts'
import { eventsTexts } from './events-texts.ts'
import { KeyDialog } from './key-dialog.tsx'
import { eventsKey } from './queries.ts'
import { SourceForm } from './source-form.tsx'
import styles from './events.module.css'

const Key = ({ writeKey }: { readonly writeKey: EventWriteKey }) => {
  const t = eventsTexts.useTexts()
  const { modal, message } = App.useApp()
  const mayManage = useMay('event.manage')
  const client = useQueryClient()
  const revoke = useMutation({
    mutationFn: () => call(eventRoutes.revokeKey, { params: { id: writeKey.id } }),
    onSuccess: () => {
      void message.success(t('sources.revokeDone'))
      void client.invalidateQueries({ queryKey: eventsKey })
    },
  })
  const ask = () =>
    void modal.confirm({
      title: t('sources.revokeConfirm'),
      content: t('sources.revokeText'),
      okText: t('sources.revoke'),
      okButtonProps: { danger: true },
      onOk: () => revoke.mutateAsync(),
    })
  return (
    <li className={styles['bar']}>
      <span className={styles['code']}>{t('sources.key', { hint: writeKey.hint })}</span>
      <span className={styles['quiet']}>
        {writeKey.revokedAt === null ? t('sources.made') : t('sources.revoked')}{' '}
        <Instant at={writeKey.revokedAt ?? writeKey.createdAt} style="relative" />
        {writeKey.createdByName !== null && ` · ${writeKey.createdByName}`}
      </span>
      {mayManage && writeKey.revokedAt === null && (
        <Button size="small" loading={revoke.isPending} onClick={ask}>
          {t('sources.revoke')}
        </Button>
      )}
    </li>
  )
}

const Source = ({
  source,
  onChange,
  onKey,
}: {
  readonly source: EventSource
  readonly onChange: () => void
  readonly onKey: (writeKey: string) => void
}) => {
  const t = eventsTexts.useTexts()
  const format = useFormat()
  const mayManage = useMay('event.manage')
  const client = useQueryClient()
  const make = useMutation({
    mutationFn: () => call(eventRoutes.createKey, { params: { id: source.id } }),
    onSuccess: ({ writeKey }) => {
      void client.invalidateQueries({ queryKey: eventsKey })
      onKey(writeKey)
    },
  })
  const origins = source.origins.includes('*') ? t('sources.anyOrigin') : source.origins.join(', ')
  return (
    <Panel
      title={source.name}
      extra={
        mayManage && (
          <>
            <Button size="small" loading={make.isPending} onClick={() => make.mutate()}>
              {t('sources.newKey')}
            </Button>
            <Button size="small" onClick={onChange}>
              {t('sources.change')}
            </Button>
          </>
        )
      }
    >
      <div className={styles['stack']}>
        <p className={styles['facts']}>
          <span>{t(`sources.kind.${source.kind}`)}</span>
          <span>
            {t('sources.origins')}: {origins || t('sources.noOrigins')}
          </span>
          <span>{t(`sources.visitors.${source.visitors}`)}</span>
          {source.refuses && <span>{t('sources.refuses')}</span>}
        </p>
        <p className={styles['facts']}>
          <span>{t('sources.week')}:</span>
          {(['kept', 'counted', 'refused'] as const).map((outcome) => (
            <span key={outcome}>
              <strong>{format.number(source.week[outcome])}</strong> {t(outcome)}
            </span>
          ))}
        </p>
        <ul className={`${styles['list']} ${styles['stack']}`} aria-label={t('sources.keys')}>
          {source.keys.map((key) => (
            <Key key={key.id} writeKey={key} />
          ))}
        </ul>
      </div>
    </Panel>
  )
}

type Open = { readonly source: EventSource | undefined }
type Shown = { readonly writeKey: string; readonly kind: EventSource['kind'] }

/** Sources with their keys. */
export const SourcesPanel = ({ sources }: { readonly sources: readonly EventSource[] }) => {
  const t = eventsTexts.useTexts()
  const mayManage = useMay('event.manage')
  const [open, setOpen] = useState<Open>()
  const [shown, setShown] = useState<Shown>()
  const add = mayManage && (
    <Button type="primary" onClick={() => setOpen({ source: undefined })}>
      {t('sources.add')}
    </Button>
  )
  return (
    <>
      {sources.length === 0 ? (
        <Panel>
          <EmptyState icon={<ApiOutlined />} title={t('sources.empty')} actions={add}>
            {t('sources.emptyText')}
          </EmptyState>
        </Panel>
      ) : (
        add && <div>{add}</div>
      )}
      {sources.map((source) => (
        <Source
          key={source.id}
          source={source}
          onChange={() => setOpen({ source })}
          onKey={(writeKey) => setShown({ writeKey, kind: source.kind })}
        />
      ))}
      {open && (
        <SourceForm
          source={open.source}
          onClose={() => setOpen(undefined)}
          onKey={(writeKey, kind) => setShown({ writeKey, kind })}
        />
      )}
      {shown && (
        <KeyDialog
          writeKey={shown.writeKey}
          first={shown.kind === 'web' ? 'web' : shown.kind === 'server' ? 'node' : 'http'}
          onClose={() => setShown(undefined)}
        />
      )}
    </>
  )
}
