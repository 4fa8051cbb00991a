import { Popover } from 'antd'
import { useRef, useState, type ReactNode } from 'react'
import styles from './lists.module.css'

interface EditInPlaceProps {
  /** What it is, such as "Owner". */
  readonly label: string
  /** In words, where what is shown has none. */
  readonly empty: string | undefined
  readonly shown: ReactNode
  /** In a list the arrow keys lead to it, elsewhere Tab. */
  readonly inList: boolean
  /** Shown only while the row has the mouse or the keyboard. */
  readonly quiet?: boolean
  readonly children: (close: () => void) => ReactNode
}

/** What is shown turns into its editor by a click or by Enter, and back by Escape. */
export const EditInPlace = ({ label, empty, shown, inList, quiet = false, children }: EditInPlaceProps) => {
  const [open, setOpen] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  const box = useRef<HTMLDivElement>(null)
  const change = (next: boolean) => {
    setOpen(next)
    // Back to where the keyboard was: in the list that is the list, which moves on through its cells. Who clicked elsewhere
    // is there already.
    if (!next && box.current?.contains(document.activeElement))
      (button.current?.closest<HTMLElement>('[data-list]') ?? button.current)?.focus()
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
        data-quiet={quiet}
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
