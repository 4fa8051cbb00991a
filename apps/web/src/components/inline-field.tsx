import { EditOutlined } from '@ant-design/icons'
import { Input, Select } from 'antd'
import { useId, useRef, useState } from 'react'
import styles from './inline-field.module.css'

interface InlineEditorProps {
  readonly value: string
  readonly labelId: string
  readonly type?: 'text' | 'email' | 'tel' | 'url' | 'date'
  /** Offered instead of a box to type in. */
  readonly options?: readonly { readonly value: string; readonly label: string }[] | undefined
  /** Says what is wrong with a value, or nothing. */
  readonly faultOf: (text: string) => string | undefined
  readonly onSave: (text: string) => void
  readonly onClose: () => void
}

/** A box in the place of a value: Enter saves, Esc leaves it as it was. */
export const InlineEditor = (props: InlineEditorProps) => {
  const { value, labelId, type = 'text', options, faultOf, onSave, onClose } = props
  const [text, setText] = useState(value)
  const fault = faultOf(text)
  // Closing takes the keyboard away from the box, which must not save a second time, or what was given up.
  const over = useRef(false)
  const close = () => {
    over.current = true
    onClose()
  }
  const finish = (next: string) => {
    if (over.current || faultOf(next)) return
    close()
    if (next.trim() !== value) onSave(next)
  }
  if (options)
    return (
      <Select
        autoFocus
        defaultOpen
        size="small"
        aria-labelledby={labelId}
        value={text}
        style={{ minWidth: 120 }}
        onBlur={close}
        onChange={finish}
        options={[...options]}
      />
    )
  return (
    <span className={styles['editor']}>
      <Input
        autoFocus
        size="small"
        type={type}
        aria-labelledby={labelId}
        aria-invalid={fault !== undefined}
        status={fault ? 'error' : ''}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onBlur={() => (fault ? undefined : finish(text))}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing) return
          if (event.key === 'Enter') finish(text)
          if (event.key === 'Escape') close()
        }}
      />
      {fault && (
        <span role="alert" className={styles['fault']}>
          {fault}
        </span>
      )}
    </span>
  )
}

/** What a value looks like that a click opens for editing. */
export const InlineValue = ({
  shown,
  empty,
  label,
  onEdit,
}: {
  readonly shown: string
  /** Stands where there is no value. */
  readonly empty: string
  readonly label: string
  readonly onEdit: () => void
}) => (
  <button
    type="button"
    className={styles['value']}
    data-empty={shown === ''}
    aria-label={`${label}: ${shown === '' ? empty : shown}`}
    onClick={onEdit}
  >
    {shown === '' ? empty : shown}
    <EditOutlined aria-hidden className={styles['pen']} />
  </button>
)

interface InlineFieldProps extends Omit<InlineEditorProps, 'labelId' | 'onClose'> {
  readonly name: string
  /** The value in words, where it is stored as a code. */
  readonly shown: string
  readonly canEdit: boolean
  readonly texts: { readonly edit: string; readonly empty: string }
}

/** One line of a profile; a click turns the value into a box. */
export const InlineField = ({ name, shown, canEdit, texts, ...editor }: InlineFieldProps) => {
  const id = useId()
  const [editing, setEditing] = useState(false)
  return (
    <div className={styles['field']}>
      <dt id={id}>{name}</dt>
      <dd>
        {editing ? (
          <InlineEditor {...editor} labelId={id} onClose={() => setEditing(false)} />
        ) : canEdit ? (
          <InlineValue shown={shown} empty={texts.empty} label={texts.edit} onEdit={() => setEditing(true)} />
        ) : (
          <span className={styles['plain']}>{shown || '–'}</span>
        )}
      </dd>
    </div>
  )
}
