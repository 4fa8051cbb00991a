import type { WebhookEndpoint } from '@candor/api'
import { CopyButton, Instant, Panel, useFormat } from '@candor/ui'
import { Button, Modal, Tag } from 'antd'
import { useState } from 'react'
import { DeliveryLog } from './delivery-log.tsx'
import { EndpointForm } from './endpoint-form.tsx'
import type { ShownKeys } from './keys-dialog.tsx'
import { RotateDialog } from './rotate-dialog.tsx'
import { useEndpointSteps } from './use-endpoint-steps.tsx'
import { webhooksTexts } from './webhooks-texts.ts'
import styles from './webhooks.module.css'

const colours = { active: 'success', paused: 'default', failing: 'error', gone: 'error' } as const

const Health = ({ endpoint: { health, kinds, oldKeysUntil } }: { readonly endpoint: WebhookEndpoint }) => {
  const t = webhooksTexts.useTexts()
  const format = useFormat()
  const many = (key: 'waiting' | 'failed' | 'behind') =>
    health[key] > 0 && <span>{t(key, { number: format.number(health[key]) })}</span>
  return (
    <p className={styles['facts']}>
      <span>{kinds === null ? t('allKinds') : t('kinds', { count: kinds.length })}</span>
      <span>
        {t('success')}: {health.lastSuccessAt ? <Instant at={health.lastSuccessAt} style="relative" /> : t('never')}
      </span>
      {health.failures > 0 && <span>{t('failures', { count: health.failures })}</span>}
      {health.failingSince && (
        <span>
          {t('failingSince')} <Instant at={health.failingSince} style="dateTime" />
        </span>
      )}
      {health.restingUntil && new Date(health.restingUntil) > new Date() && (
        <span>
          {t('resting')} <Instant at={health.restingUntil} style="dateTime" />
        </span>
      )}
      {many('waiting')}
      {many('failed')}
      {many('behind')}
      {oldKeysUntil && (
        <span>
          {t('oldKeys')} <Instant at={oldKeysUntil} style="dateTime" />
        </span>
      )}
    </p>
  )
}

const ResumeDialog = ({
  name,
  onClose,
  onResume,
}: {
  readonly name: string
  readonly onClose: () => void
  readonly onResume: (from: 'stopped' | 'now') => void
}) => {
  const t = webhooksTexts.useTexts()
  const choose = (from: 'stopped' | 'now') => () => {
    onClose()
    onResume(from)
  }
  return (
    <Modal
      open
      title={t('resumeTitle', { name })}
      onCancel={onClose}
      footer={[
        <Button key="now" onClick={choose('now')}>
          {t('resumeNow')}
        </Button>,
        <Button key="stopped" type="primary" onClick={choose('stopped')}>
          {t('resumeStopped')}
        </Button>,
      ]}
    >
      {t('resumeText')}
    </Modal>
  )
}

interface EndpointPanelProps {
  readonly endpoint: WebhookEndpoint
  readonly onKeys: (keys: ShownKeys) => void
}

/** One endpoint: how it goes, what can be done, and its messages. */
export const EndpointPanel = ({ endpoint, onKeys }: EndpointPanelProps) => {
  const t = webhooksTexts.useTexts()
  const { take, busy } = useEndpointSteps(endpoint)
  const [open, setOpen] = useState<'change' | 'rotate' | 'resume'>()
  const [showsLog, setShowsLog] = useState(false)
  const name = endpoint.description || endpoint.url
  const close = () => setOpen(undefined)
  return (
    <Panel title={name} extra={<Tag color={colours[endpoint.state]}>{t(`state.${endpoint.state}`)}</Tag>}>
      <div className={styles['stack']}>
        <p className={styles['address']}>{endpoint.url}</p>
        <Health endpoint={endpoint} />
        <p>
          <span className={styles['quiet']}>{t('publicKey')}</span>{' '}
          <code className={styles['code']}>{endpoint.publicKey}</code>{' '}
          <CopyButton text={endpoint.publicKey} label={t('copyKey')} />
        </p>
        <div className={styles['bar']}>
          <Button size="small" loading={busy === 'test'} onClick={() => take('test')}>
            {t('test')}
          </Button>
          <Button size="small" onClick={() => setOpen('change')}>
            {t('change')}
          </Button>
          {endpoint.state === 'active' ? (
            <Button size="small" loading={busy === 'pause'} onClick={() => take('pause')}>
              {t('pause')}
            </Button>
          ) : (
            <Button size="small" onClick={() => setOpen('resume')}>
              {t('resume')}
            </Button>
          )}
          <Button size="small" onClick={() => setOpen('rotate')}>
            {t('rotate')}
          </Button>
          <Button size="small" loading={busy === 'remove'} onClick={() => take('remove')}>
            {t('remove')}
          </Button>
          <Button size="small" aria-expanded={showsLog} onClick={() => setShowsLog(!showsLog)}>
            {t(showsLog ? 'hideLog' : 'showLog')}
          </Button>
        </div>
        {showsLog && <DeliveryLog endpointId={endpoint.id} />}
      </div>
      {open === 'change' && <EndpointForm endpoint={endpoint} onClose={close} onKeys={onKeys} />}
      {open === 'rotate' && <RotateDialog endpoint={endpoint} onClose={close} onKeys={onKeys} />}
      {open === 'resume' && <ResumeDialog name={name} onClose={close} onResume={(from) => take(from)} />}
    </Panel>
  )
}
