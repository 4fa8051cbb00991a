import { customerRoutes } from '@candor/api'
import { ProblemMessage } from '@candor/ui'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { App, Button, Segmented } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { call } from '../../lib/api.ts'
import { useShortcut } from '../../lib/shortcuts.ts'
import { customerTexts } from './customer-texts.ts'
import { NoteBox, useColleagues, withMentions, type NoteBoxRef } from './note-box.tsx'
import { timelineKey } from './queries.ts'
import styles from './customer.module.css'

const kinds = ['note', 'call', 'meeting'] as const
type NoteKind = (typeof kinds)[number]
const longest = 10_000

/** What was typed and not saved stays for the tab's life, so that leaving the page by mistake loses nothing. */
interface Draft {
  readonly kind: NoteKind
  readonly text: string
}
const drafts = new Map<string, Draft>()

/** Logs a note, a call or a meeting; Ctrl+Enter saves. */
export const NoteComposer = ({ customerId }: { readonly customerId: string }) => {
  const t = customerTexts.useTexts()
  const { message } = App.useApp()
  const client = useQueryClient()
  const area = useRef<NoteBoxRef>(null)
  const [draft, setDraft] = useState<Draft>(() => drafts.get(customerId) ?? { kind: 'note', text: '' })
  const [key, setKey] = useState(() => crypto.randomUUID())
  useEffect(() => {
    drafts.set(customerId, draft)
  }, [customerId, draft])
  useShortcut('c', t('shortcut.note'), 'customer', () => area.current?.focus())
  const add = useMutation({
    mutationFn: (body: { kind: NoteKind; text: string }) =>
      call(customerRoutes.addNote, { params: { id: customerId }, body }, { idempotencyKey: key }),
    onSuccess: async () => {
      setDraft({ kind: draft.kind, text: '' })
      setKey(crypto.randomUUID())
      void message.success(t('note.saved'))
      await client.invalidateQueries({ queryKey: timelineKey(customerId) })
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
        placeholder={t(`note.${draft.kind}Placeholder`)}
        text={draft.text}
        tooLong={tooLong}
        onText={(next) => setDraft({ ...draft, text: next })}
        onSave={save}
      />
      {tooLong && <p role="alert">{t('note.tooLong', { count: longest })}</p>}
      {add.isError && <ProblemMessage error={add.error} onRetry={save} />}
      <div className={styles['composerFoot']}>
        <Segmented
          size="small"
          aria-label={t('note.kind')}
          value={draft.kind}
          onChange={(kind) => setDraft({ ...draft, kind })}
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
