import { CopyButton } from '@candor/ui'
import { Button, Modal } from 'antd'
import { useState } from 'react'
import { ChoiceChips } from '../../components/choice-chips.tsx'
import { eventsTexts } from './events-texts.ts'
import { snippets, type SnippetName } from './snippets.ts'
import styles from './events.module.css'

interface KeyDialogProps {
  readonly writeKey: string
  /** The kind of source decides which lines are shown first. */
  readonly first: SnippetName
  readonly onClose: () => void
}

/** A write key that was just made, with the lines to paste. */
export const KeyDialog = ({ writeKey, first, onClose }: KeyDialogProps) => {
  const t = eventsTexts.useTexts()
  const [shown, setShown] = useState<SnippetName>(first)
  const lines = snippets(location.origin, writeKey)
  return (
    <Modal
      open
      title={t('key.title')}
      width={680}
      mask={{ closable: false }}
      onCancel={onClose}
      footer={
        <Button type="primary" onClick={onClose}>
          {t('key.done')}
        </Button>
      }
    >
      <div className={styles['stack']}>
        <p>{t('key.once')}</p>
        <div className={styles['bar']}>
          <code className={styles['code']} data-testid="write-key">
            {writeKey}
          </code>
          <CopyButton text={writeKey} label={t('key.copy')} />
        </div>
        <ChoiceChips
          label={t('key.label')}
          value={shown}
          onChange={setShown}
          options={(['web', 'node', 'http'] as const).map((value) => ({ value, label: t(`key.snippet.${value}`) }))}
        />
        <pre className={styles['snippet']}>{lines[shown]}</pre>
        <div>
          <CopyButton text={lines[shown]} label={t('key.copySnippet')} />
        </div>
      </div>
    </Modal>
  )
}
