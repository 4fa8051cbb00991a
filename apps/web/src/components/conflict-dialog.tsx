import { ProblemMessage } from '@candor/ui'
import type { UseMutationResult } from '@tanstack/react-query'
import { Button, Modal } from 'antd'
import { conflictTexts } from './conflict-texts.ts'
import styles from './conflict-dialog.module.css'

/** Stores what this person typed (true), or keeps what is stored. */
export type Resolve = UseMutationResult<void, Error, boolean>

interface ConflictDialogProps {
  /** The name of what two people changed at once. */
  readonly field: string
  /** As they read; empty where there was nothing. */
  readonly texts: Readonly<Record<'yours' | 'stored' | 'original', string>>
  readonly resolve: Resolve
}

/** Yours beside what is stored and what both began with; the person decides. */
export const ConflictDialog = ({ field, texts, resolve }: ConflictDialogProps) => {
  const t = conflictTexts.useTexts()
  return (
    <Modal
      open
      title={t('title')}
      closable={false}
      onCancel={() => resolve.mutate(false)}
      footer={[
        <Button key="stored" onClick={() => resolve.mutate(false)} disabled={resolve.isPending}>
          {t('keepStored')}
        </Button>,
        <Button key="mine" type="primary" onClick={() => resolve.mutate(true)} loading={resolve.isPending}>
          {t('useMine')}
        </Button>,
      ]}
    >
      <p>{t('text', { field })}</p>
      <dl className={styles['versions']}>
        {(['yours', 'stored', 'original'] as const).map((name) => (
          <div key={name}>
            <dt>{t(name)}</dt>
            <dd>{texts[name] || t('nothing')}</dd>
          </div>
        ))}
      </dl>
      {resolve.isError && <ProblemMessage error={resolve.error} />}
    </Modal>
  )
}
