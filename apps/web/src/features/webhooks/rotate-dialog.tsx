import { webhookRoutes, type WebhookEndpoint } from '@candor/api'
import { ProblemMessage } from '@candor/ui'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Modal, Radio } from 'antd'
import { useId, useState } from 'react'
import { call } from '../../lib/api.ts'
import type { ShownKeys } from './keys-dialog.tsx'
import { webhooksKey } from './queries.ts'
import { webhooksTexts } from './webhooks-texts.ts'
import styles from './webhooks.module.css'

/** Hours for which the old keys still sign. */
const overlaps = [
  ['day', 24],
  ['week', 168],
  ['none', 0],
] as const

interface RotateDialogProps {
  readonly endpoint: WebhookEndpoint
  readonly onClose: () => void
  readonly onKeys: (keys: ShownKeys) => void
}

/** Asks how long the old keys still sign, and makes new ones. */
export const RotateDialog = ({ endpoint, onClose, onKeys }: RotateDialogProps) => {
  const t = webhooksTexts.useTexts()
  const client = useQueryClient()
  const id = useId()
  const [overlapHours, setOverlap] = useState(24)
  const rotate = useMutation({
    mutationFn: () =>
      call(webhookRoutes.rotate, { params: { id: endpoint.id }, body: { version: endpoint.version, overlapHours } }),
    onSuccess: (keys) => {
      void client.invalidateQueries({ queryKey: webhooksKey })
      onClose()
      onKeys(keys)
    },
  })
  return (
    <Modal
      open
      title={t('rotateTitle', { name: endpoint.description || endpoint.url })}
      okText={t('rotateOk')}
      confirmLoading={rotate.isPending}
      onOk={() => rotate.mutate()}
      onCancel={onClose}
    >
      <div className={styles['stack']}>
        <p>{t('rotateText')}</p>
        <p id={id}>{t('overlap')}</p>
        <Radio.Group
          aria-labelledby={id}
          style={{ display: 'grid' }}
          value={overlapHours}
          onChange={(event) => setOverlap(event.target.value as number)}
          options={overlaps.map(([name, value]) => ({ value, label: t(`overlaps.${name}`) }))}
        />
        {rotate.isError && <ProblemMessage error={rotate.error} />}
      </div>
    </Modal>
  )
}
