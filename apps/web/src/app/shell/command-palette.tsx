import { SearchOutlined } from '@ant-design/icons'
import { Input, Modal } from 'antd'
import { useId, useState, type KeyboardEvent } from 'react'
import { Kbd } from '../../components/kbd.tsx'
import { shellTexts } from './shell-texts.ts'
import { usePaletteItems, type PaletteItem } from './palette-items.tsx'
import styles from './palette.module.css'

interface CommandPaletteProps {
  readonly onClose: () => void
  readonly onShortcuts: () => void
}

interface RowProps {
  readonly item: PaletteItem
  readonly id: string
  readonly active: boolean
  readonly onRun: () => void
  readonly onHover: () => void
}

const Row = ({ item, id, active, onRun, onHover }: RowProps) => (
  // The input keeps the focus and handles the keys (WAI-ARIA combobox); the option only takes the mouse.
  // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
  <div
    id={id}
    role="option"
    aria-selected={active}
    tabIndex={-1}
    className={styles['row']}
    data-active={active}
    ref={(element) => {
      if (active) element?.scrollIntoView({ block: 'nearest' })
    }}
    onMouseMove={onHover}
    onClick={onRun}
  >
    <span className={styles['icon']} aria-hidden>
      {item.icon}
    </span>
    <span className={styles['label']}>{item.label}</span>
    {item.detail && <span className={styles['detail']}>{item.detail}</span>}
    {item.keys && <Kbd keys={item.keys} />}
  </div>
)

/** One place to go anywhere, find a customer, or do something. */
export const CommandPalette = ({ onClose, onShortcuts }: CommandPaletteProps) => {
  const t = shellTexts.useTexts()
  const id = useId()
  const [text, setText] = useState('')
  const [active, setActive] = useState(0)
  const { groups, searching } = usePaletteItems(text, onShortcuts)
  const items = groups.flatMap((group) => group.items)
  const current = Math.min(active, items.length - 1)
  const run = (item: PaletteItem | undefined) => {
    if (!item) return
    onClose()
    item.run()
  }
  const move = (by: number) => setActive((current + by + items.length) % Math.max(items.length, 1))
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'ArrowDown') move(1)
    else if (event.key === 'ArrowUp') move(-1)
    else if (event.key === 'Enter') run(items[current])
    else return
    event.preventDefault()
  }
  return (
    <Modal
      open
      footer={null}
      closable={false}
      width={600}
      title={<span className="visually-hidden">{t('palette.title')}</span>}
      className={styles['palette'] ?? ''}
      style={{ top: '12vh' }}
      onCancel={onClose}
    >
      <Input
        autoFocus
        variant="borderless"
        size="large"
        prefix={<SearchOutlined aria-hidden />}
        placeholder={t('palette.placeholder')}
        value={text}
        role="combobox"
        aria-label={t('palette.title')}
        aria-expanded
        aria-controls={`${id}-list`}
        aria-activedescendant={items[current] ? `${id}-${items[current].key}` : undefined}
        onKeyDown={onKeyDown}
        onChange={(event) => {
          setText(event.target.value)
          setActive(0)
        }}
      />
      <div id={`${id}-list`} role="listbox" aria-label={t('palette.title')} className={styles['list']}>
        {groups.map((group) => (
          <div key={group.name} role="group" aria-label={t(`palette.${group.name}`)}>
            <p className={styles['group']} aria-hidden>
              {t(`palette.${group.name}`)}
            </p>
            {group.items.map((item) => (
              <Row
                key={item.key}
                item={item}
                id={`${id}-${item.key}`}
                active={item === items[current]}
                onHover={() => setActive(items.indexOf(item))}
                onRun={() => run(item)}
              />
            ))}
          </div>
        ))}
      </div>
      <p className={styles['foot']} role="status">
        {items.length === 0 && !searching ? t('palette.nothing', { text }) : t('palette.hint')}
      </p>
    </Modal>
  )
}
