import type { CustomField, CustomOfRecord } from '@candor/api'
import { ProblemMessage } from '@candor/ui'
import { Button, Modal } from 'antd'
import { ownFieldTexts } from '../lib/own-field-texts.ts'
import { useBilingual, useValueText } from '../lib/own-fields.ts'
import type { ValueConflict } from '../lib/own-values.ts'
import styles from './own-field-editor.module.css'

interface ValueConflictDialogProps {
  readonly field: CustomField
  readonly conflict: ValueConflict
  readonly linked: CustomOfRecord['linked']
  readonly busy: boolean
  readonly error: unknown
  readonly onResolve: (mine: boolean) => void
}

/** Two people filled in the same field: yours beside what is stored and what both began with; the person decides. */
export const ValueConflictDialog = (props: ValueConflictDialogProps) => {
  const { field, conflict, linked, busy, error, onResolve } = props
  const t = ownFieldTexts.useTexts()
  const say = useBilingual()
  const valueText = useValueText()
  const versions = [
    { name: t('conflict.yours'), value: conflict.value },
    { name: t('conflict.stored'), value: conflict.stored },
    { name: t('conflict.original'), value: conflict.original },
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
      <p>{t('conflict.text', { field: say(field.label) })}</p>
      <dl className={styles['versions']}>
        {versions.map(({ name, value }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{valueText(field, value, linked) || t('conflict.nothing')}</dd>
          </div>
        ))}
      </dl>
      {error !== null && <ProblemMessage error={error} />}
    </Modal>
  )
}
