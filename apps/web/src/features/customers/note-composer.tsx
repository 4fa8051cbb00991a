import { ProblemMessage } from '@candor/ui'
import { useMutation } from '@tanstack/react-query'
import { App, Button, Segmented } from 'antd'
import { useRef, useState } from 'react'
import { useShortcut } from '../../lib/shortcuts.ts'
import { customerTexts } from './customer-texts.ts'
import { NoteBox, useColleagues, withMentions, type NoteBoxRef } from './note-box.tsx'
import styles from './customer.module.css'

const kinds = ['note', 'call', 'meeting'] as const
type NoteKind = (typeof kinds)[number]
const longest = 10_000

/** What was typed and not saved stays for the tab's life, so that leaving the page by mistake loses nothing. */
export interface Draft {
  readonly kind: NoteKind
  readonly text: string
}
const drafts = new Map<string, Draft>()

interface NoteComposerProps {
  /** Of whom or what the note is. */
  readonly subjectId: string
  /** Saves it, once for a key. */
  readonly onAdd: (note: Draft, idempotencyKey: string) => Promise<unknown>
  /** Has the timeline show what was saved. */
  readonly onAdded: () => Promise<unknown>
  /** What stands in the empty box, where it is not what a customer may read. */
  readonly placeholder?: string
}

/** Logs a note, a call or a meeting; Ctrl+Enter saves. */
export const NoteComposer = ({ subjectId, onAdd, onAdded, placeholder }: NoteComposerProps) => {
  const t = customerTexts.useTexts()
  const { message } = App.useApp()
  const area = useRef<NoteBoxRef>(null)
  const [draft, setDraft] = useState<Draft>(() => drafts.get(subjectId) ?? { kind: 'note', text: '' })
  const [key, setKey] = useState(() => crypto.randomUUID())
  const keep = (next: Draft) => {
    drafts.set(subjectId, next)
    setDraft(next)
  }
  useShortcut('c', t('shortcut.note'), 'customer', () => area.current?.focus())
  const add = useMutation({
    mutationFn: (note: Draft) => onAdd(note, key),
    onSuccess: async () => {
      keep({ kind: draft.kind, text: '' })
      setKey(crypto.randomUUID())
      void message.success(t('note.saved'))
      await onAdded()
    },
  })
  const text = withMentions(draft.text.trim(), useColleagues())
  const tooLong = text.length > longest
  const save = () => {
    if (text !== '' && !tooLong && !add.isPending) add.mutate({ kind: draft.kind, text })
  }
  return (
    <div className={styles['composer']}>
      <NoteBox
        box={area}
        label={t('note.label')}
        placeholder={placeholder ?? t(`note.${draft.kind}Placeholder`)}
        text={draft.text}
        tooLong={tooLong}
        onText={(next) => keep({ ...draft, text: next })}
        onSave={save}
      />
      {tooLong && <p role="alert">{t('note.tooLong', { count: longest })}</p>}
      {add.isError && <ProblemMessage error={add.error} onRetry={save} />}
      <div className={styles['composerFoot']}>
        <Segmented
          size="small"
          aria-label={t('note.kind')}
          value={draft.kind}
          onChange={(kind) => keep({ ...draft, kind })}
          options={kinds.map((kind) => ({ value: kind, label: t(`note.${kind}`) }))}
        />
        <span className={styles['hint']}>{t('note.hint')}</span>
        <Button type="primary" size="small" disabled={text === '' || tooLong} loading={add.isPending} onClick={save}>
          {t('note.save')}
        </Button>
      </div>
    </div>
  )
}
