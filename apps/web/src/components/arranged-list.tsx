import { DownOutlined, UpOutlined } from '@ant-design/icons'
import { Button, Switch } from 'antd'
import type { ReactNode } from 'react'
import { arrangedTexts } from './arranged-texts.ts'
import styles from './arranged-list.module.css'

/** An order of names, and those of them that are left out. */
export interface Arrangement {
  readonly order: readonly string[]
  readonly hidden: readonly string[]
}

interface ArrangedListProps {
  /** What the list is called. */
  readonly label?: string | undefined
  /** In their order now. */
  readonly items: readonly { readonly name: string; readonly label: string; readonly icon?: ReactNode }[]
  readonly hidden: readonly string[]
  /** What cannot be left out. */
  readonly fixed?: readonly string[]
  readonly onChange: (arrangement: Arrangement) => void
}

/** Things that are put in an order and left out one by one, with the mouse or the keyboard. */
export const ArrangedList = ({ label, items, hidden, fixed = [], onChange }: ArrangedListProps) => {
  const t = arrangedTexts.useTexts()
  const order = items.map(({ name }) => name)
  const move = (at: number, by: number) => {
    const moved = [...order]
    const [taken] = moved.splice(at, 1)
    if (taken) moved.splice(at + by, 0, taken)
    onChange({ order: moved, hidden })
  }
  return (
    <ol aria-label={label}>
      {items.map(({ name, label: shown, icon }, at) => (
        <li key={name} className={styles['line']}>
          {icon && <span aria-hidden>{icon}</span>}
          <span className={styles['name']}>{shown}</span>
          <Button
            type="text"
            size="small"
            icon={<UpOutlined />}
            aria-label={t('up', { name: shown })}
            disabled={at === 0}
            onClick={() => move(at, -1)}
          />
          <Button
            type="text"
            size="small"
            icon={<DownOutlined />}
            aria-label={t('down', { name: shown })}
            disabled={at === items.length - 1}
            onClick={() => move(at, 1)}
          />
          <Switch
            size="small"
            aria-label={t('show', { name: shown })}
            checked={fixed.includes(name) || !hidden.includes(name)}
            disabled={fixed.includes(name)}
            onChange={(show) =>
              onChange({ order, hidden: show ? hidden.filter((other) => other !== name) : [...hidden, name] })
            }
          />
        </li>
      ))}
    </ol>
  )
}
