import { CloseOutlined, DownOutlined } from '@ant-design/icons'
import { Popover } from 'antd'
import { useState, type ReactNode } from 'react'
import styles from './filter-chip.module.css'

interface FilterChipProps {
  readonly name: string
  /** The chosen value in words; undefined while the filter is off. */
  readonly value?: string | undefined
  readonly removeLabel: string
  readonly onRemove: () => void
  /** The control; gets a way to close the box. */
  readonly children: (close: () => void) => ReactNode
}

/** A filter as a chip: its name, the chosen value, and a cross to drop it. */
export const FilterChip = ({ name, value, removeLabel, onRemove, children }: FilterChipProps) => {
  const [open, setOpen] = useState(false)
  return (
    <span className={styles['chip']} data-on={value !== undefined}>
      <Popover
        open={open}
        onOpenChange={setOpen}
        trigger="click"
        placement="bottomLeft"
        arrow={false}
        destroyOnHidden
        content={
          <div role="dialog" aria-label={name} className={styles['box']}>
            {children(() => setOpen(false))}
          </div>
        }
      >
        <button type="button" className={styles['main']} aria-haspopup="dialog" aria-expanded={open}>
          {name}
          {value !== undefined && <strong>{value}</strong>}
          {value === undefined && <DownOutlined aria-hidden className={styles['arrow']} />}
        </button>
      </Popover>
      {value !== undefined && (
        <button type="button" className={styles['remove']} aria-label={removeLabel} onClick={onRemove}>
          <CloseOutlined aria-hidden />
        </button>
      )}
    </span>
  )
}
