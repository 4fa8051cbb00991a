import { CopyButton } from '@candor/ui'
import { Button, Modal } from 'antd'
import { webhooksTexts } from './webhooks-texts.ts'
import styles from './webhooks.module.css'

/** Keys that were just made. */
export interface ShownKeys {
  readonly secret: string
  readonly publicKey: string
}

/** Keys of an endpoint, the secret for the only time. */
export const KeysDialog = ({
  shown: { secret, publicKey },
  onClose,
}: {
  readonly shown: ShownKeys
  readonly onClose: () => void
}) => {
  const t = webhooksTexts.useTexts()
  return (
    <Modal
      open
      title={t('keys.title')}
      mask={{ closable: false }}
      onCancel={onClose}
      footer={
        <Button type="primary" onClick={onClose}>
          {t('keys.done')}
        </Button>
      }
    >
      <div className={styles['stack']}>
        <p>{t('keys.once')}</p>
        <div>
          <p>{t('keys.secret')}</p>
          <code className={styles['code']} data-testid="webhook-secret">
            {secret}
          </code>{' '}
          <CopyButton text={secret} label={t('keys.copySecret')} />
        </div>
        <div>
          <p>{t('keys.publicKey')}</p>
          <code className={styles['code']}>{publicKey}</code> <CopyButton text={publicKey} label={t('copyKey')} />
        </div>
      </div>
    </Modal>
  )
}
