import { EditOutlined } from '@ant-design/icons'
import type { CustomerCare } from '@candor/api'
import { describeProblem, uiTexts } from '@candor/ui'
import { App, Popover } from 'antd'
import { useRef, useState, type ReactNode } from 'react'
import { useMay } from '../../lib/rights.ts'
import { useChangeCare, type CareChange } from './list-queries.ts'
import { listsTexts } from './lists-texts.ts'
import { OwnerSelect } from './owner-select.tsx'
import { TagLine } from './tag-chip.tsx'
import { TagSelect } from './tag-select.tsx'
import styles from './lists.module.css'

interface CareProps {
  readonly customer: CustomerCare & { readonly id: string }
  readonly inList?: boolean
}

/** Saves a change, with a word and a way back. */
const useSave = () => {
  const ui = uiTexts.useTexts()
  const { message } = App.useApp()
  const change = useChangeCare()
  return (what: CareChange) =>
    change.mutate(what, { onError: (error) => void message.error(describeProblem(error, ui).message, 6) })
}

interface EditInPlaceProps {
  /** What it is, such as "Owner". */
  readonly label: string
  /** In words, where what is shown has none. */
  readonly empty: string | undefined
  readonly shown: ReactNode
  /** In a list the arrow keys lead to it, elsewhere Tab. */
  readonly inList: boolean
  readonly children: (close: () => void) => ReactNode
}

/** What is shown turns into its editor by a click or by Enter, and back by Escape. */
const EditInPlace = ({ label, empty, shown, inList, children }: EditInPlaceProps) => {
  const [open, setOpen] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  const box = useRef<HTMLDivElement>(null)
  const change = (next: boolean) => {
    setOpen(next)
    // Back to where the keyboard was: in the list that is the list, which moves on through its cells.
    if (!next) (button.current?.closest<HTMLElement>('[data-list]') ?? button.current)?.focus()
  }
  return (
    <Popover
      open={open}
      onOpenChange={change}
      trigger="click"
      placement="bottomLeft"
      arrow={false}
      destroyOnHidden
      afterOpenChange={(isOpen) => {
        // Only what stands in its place can take the keyboard.
        if (isOpen) box.current?.querySelector('input')?.focus()
      }}
      content={
        // Keys and clicks within belong to the editor, not to the row behind it.
        // oxlint-disable-next-line jsx-a11y/no-static-element-interactions, jsx-a11y/click-events-have-key-events
        <div
          ref={box}
          role="dialog"
          aria-label={label}
          className={styles['careBox']}
          onClick={(event) => event.stopPropagation()}
          onKeyDown={(event) => event.stopPropagation()}
        >
          {children(() => change(false))}
        </div>
      }
    >
      <button
        ref={button}
        type="button"
        tabIndex={inList ? -1 : 0}
        className={styles['cellButton']}
        aria-haspopup="dialog"
        aria-expanded={open}
        onClick={(event) => event.stopPropagation()}
        onKeyDown={(event) => event.stopPropagation()}
      >
        <span className="visually-hidden">{`${label}: ${empty ?? ''}`}</span>
        {empty === undefined ? shown : <span aria-hidden>{shown}</span>}
      </button>
    </Popover>
  )
}

/** Who looks after the customer; changed in place by who may. */
export const OwnerCell = ({ customer: { id, owner }, inList = false }: CareProps) => {
  const t = listsTexts.useTexts()
  const mayWrite = useMay('customer.write')
  const save = useSave()
  const name = owner ? (owner.name ?? t('formerColleague')) : '–'
  if (!mayWrite) return <span>{name}</span>
  return (
    <EditInPlace label={t('care.owner')} empty={owner ? undefined : t('nobody')} shown={name} inList={inList}>
      {(close) => (
        <OwnerSelect
          autoFocus
          label={t('care.owner')}
          value={owner?.id ?? null}
          fallback={owner?.name ?? undefined}
          onChange={(ownerId) => {
            close()
            save({ id, ownerId })
          }}
        />
      )}
    </EditInPlace>
  )
}

/** The customer's tags; changed in place by who may. */
export const TagsCell = ({
  customer: { id, tags },
  most = 2,
  inList = false,
}: CareProps & { readonly most?: number }) => {
  const t = listsTexts.useTexts()
  const mayWrite = useMay('customer.write')
  const save = useSave()
  const shown =
    tags.length === 0 ? <EditOutlined aria-hidden className={styles['reason']} /> : <TagLine tags={tags} most={most} />
  if (!mayWrite) return tags.length === 0 ? <span>–</span> : shown
  const ids = tags.map((tag) => tag.id)
  const empty = tags.length === 0 ? t('care.noTags') : undefined
  return (
    <EditInPlace label={t('care.tags')} empty={empty} shown={shown} inList={inList}>
      {() => (
        <TagSelect
          autoFocus
          mayCreate
          label={t('care.editTags')}
          value={ids}
          onChange={(next) =>
            save({
              id,
              addTags: next.filter((tagId) => !ids.includes(tagId)),
              removeTags: ids.filter((tagId) => !next.includes(tagId)),
            })
          }
        />
      )}
    </EditInPlace>
  )
}
