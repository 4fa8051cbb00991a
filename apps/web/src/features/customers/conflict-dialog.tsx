import { ProblemMessage } from '@candor/ui'
import { Button, Modal } from 'antd'
import { profileTexts } from './profile-texts.ts'
import type { Conflict } from './use-profile-edit.ts'
import styles from './profile.module.css'

interface ConflictDialogProps {
  readonly conflict: Conflict
  readonly busy: boolean
  readonly error: unknown
  readonly onResolve: (mine: boolean) => void
}

/** Yours beside what is stored and what both began with; the person decides. */
export const ConflictDialog = ({ conflict, busy, error, onResolve }: ConflictDialogProps) => {
  const t = profileTexts.useTexts()
  const options = [
    { name: t('conflict.yours'), text: conflict.yours },
    { name: t('conflict.stored'), text: conflict.stored },
    { name: t('conflict.original'), text: conflict.original },
  ]
  return (
    <Modal
      open
      title={t('conflict.title')}
      closable={false}
      onCancel={() => onResolve(false)}
      footer={[
        <Button key="stored" onClick={() => onResolve(false)} disabled={busy}>
          {t('conflict.keepStored')}
        </Button>,
        <Button key="mine" type="primary" onClick={() => onResolve(true)} loading={busy}>
          {t('conflict.useMine')}
        </Button>,
      ]}
    >
      <p>{t('conflict.text', { field: t(`field.${conflict.field}`) })}</p>
      <div className={styles['versions']}>
        {options.map(({ name, text }) => (
          <div key={name} className={styles['version']}>
            <span>{name}</span>
            <strong>{text || t('conflict.nothing')}</strong>
          </div>
        ))}
      </div>
      {error !== null && <ProblemMessage error={error} />}
    </Modal>
  )
}
