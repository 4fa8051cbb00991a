import type { CustomerView, CustomerViewContent } from '@candor/api'
import { ProblemMessage } from '@candor/ui'
import { Input, Modal, Switch } from 'antd'
import { useId, useState } from 'react'
import { useMay } from '../../lib/rights.ts'
import { useSaveView } from './list-queries.ts'
import { listsTexts } from './lists-texts.ts'
import styles from './lists.module.css'

interface ViewDialogProps {
  /** The view to rename or share; a new one without. */
  readonly view: CustomerView | undefined
  readonly content: CustomerViewContent
  readonly onClose: () => void
  readonly onSaved: (view: CustomerView) => void
}

/** Name of a view, and whether it is for everybody. */
export const ViewDialog = ({ view, content, onClose, onSaved }: ViewDialogProps) => {
  const t = listsTexts.useTexts()
  const mayShare = useMay('list.manage')
  const [name, setName] = useState(view?.name ?? '')
  const [shared, setShared] = useState(view?.shared ?? false)
  const save = useSaveView()
  const [nameId, shareId] = [useId(), useId()]
  const trimmed = name.trim()
  const submit = () => {
    if (trimmed !== '') save.mutate({ view, draft: { name: trimmed, shared, content } }, { onSuccess: onSaved })
  }
  return (
    <Modal
      open
      title={view ? t('views.editTitle', { name: view.name }) : t('views.newTitle')}
      okText={t('views.keep')}
      cancelText={t('views.cancel')}
      okButtonProps={{ disabled: trimmed === '', loading: save.isPending }}
      onOk={submit}
      onCancel={onClose}
    >
      <form
        className={styles['dialog']}
        onSubmit={(event) => {
          event.preventDefault()
          submit()
        }}
      >
        <label htmlFor={nameId}>{t('views.name')}</label>
        <Input id={nameId} autoFocus maxLength={60} value={name} onChange={(event) => setName(event.target.value)} />
        {mayShare && (
          <div className={styles['switch']}>
            <Switch id={shareId} checked={shared} onChange={setShared} />
            <label htmlFor={shareId}>{t('views.share')}</label>
            <small>{t('views.shareHelp')}</small>
          </div>
        )}
        {save.isError && <ProblemMessage error={save.error} />}
      </form>
    </Modal>
  )
}
