import {
  CloseOutlined,
  ColumnWidthOutlined,
  DownOutlined,
  HolderOutlined,
  PlusOutlined,
  UpOutlined,
} from '@ant-design/icons'
import { ProblemMessage } from '@candor/ui'
import { Button } from 'antd'
import { useState } from 'react'
import { Page } from '../../components/page.tsx'
import { useChoose, usePreferences } from '../../lib/preferences.ts'
import { useSession } from '../../lib/session.ts'
import { moved, placedWidgets } from './arrange.ts'
import { homeTexts } from './home-texts.ts'
import { widgets, type Widget } from './widgets.tsx'
import styles from './home.module.css'

interface ToolsProps {
  readonly widget: Widget
  readonly at: number
  readonly last: number
  readonly onMove: (to: number) => void
  readonly onWide: () => void
  readonly onRemove: () => void
}

const Tools = ({ widget, at, last, onMove, onWide, onRemove }: ToolsProps) => {
  const t = homeTexts.useTexts()
  const name = t(`widget.${widget.name}`)
  return (
    <div className={styles['tools']}>
      <HolderOutlined aria-hidden />
      <span className={styles['toolsName']}>{name}</span>
      <Button
        type="text"
        size="small"
        icon={<UpOutlined />}
        aria-label={t('arrange.up', { name })}
        disabled={at === 0}
        onClick={() => onMove(at - 1)}
      />
      <Button
        type="text"
        size="small"
        icon={<DownOutlined />}
        aria-label={t('arrange.down', { name })}
        disabled={at === last}
        onClick={() => onMove(at + 1)}
      />
      <Button
        type="text"
        size="small"
        icon={<ColumnWidthOutlined />}
        aria-label={t('arrange.wide', { name })}
        aria-pressed={widget.wide}
        onClick={onWide}
      />
      <Button
        type="text"
        size="small"
        icon={<CloseOutlined />}
        aria-label={t('arrange.remove', { name })}
        onClick={onRemove}
      />
    </div>
  )
}

/** What a working day starts with; everybody arranges it for themselves. */
export const HomePage = () => {
  const t = homeTexts.useTexts()
  const session = useSession()
  const preferences = usePreferences()
  const choose = useChoose()
  const [arranging, setArranging] = useState(false)
  const [dragged, setDragged] = useState<number>()
  const placed = placedWidgets(preferences.data?.home?.widgets, (right) => session.rights.includes(right))
  const left = widgets.filter(
    ({ name, right }) => session.rights.includes(right) && !placed.some((widget) => widget.name === name),
  )
  const keep = (next: readonly Widget[]) =>
    choose.mutate({ home: { widgets: next.map(({ name, wide }) => ({ name, wide })) } })
  const drop = (to: number) => {
    if (dragged !== undefined && dragged !== to) keep(moved(placed, dragged, to))
    setDragged(undefined)
  }
  return (
    <Page
      title={t('greeting', { name: session.name })}
      actions={
        <Button type={arranging ? 'primary' : 'default'} onClick={() => setArranging(!arranging)}>
          {t(arranging ? 'arrange.done' : 'arrange.start')}
        </Button>
      }
    >
      {arranging && (
        <div className={styles['offer']}>
          <p>{t('arrange.text')}</p>
          {left.map((widget) => (
            <Button key={widget.name} size="small" icon={<PlusOutlined />} onClick={() => keep([...placed, widget])}>
              {t(`widget.${widget.name}`)}
            </Button>
          ))}
          <Button size="small" type="link" onClick={() => choose.mutate({ home: null })}>
            {t('arrange.reset')}
          </Button>
          {choose.isError && <ProblemMessage error={choose.error} />}
        </div>
      )}
      {/* The usual page is not shown for a moment to somebody who arranged another. */}
      {!preferences.isPending && (
        <div className={styles['widgets']}>
          {placed.map((widget, at) => (
            <div
              key={widget.name}
              className={styles['widget']}
              data-wide={widget.wide}
              data-arranging={arranging}
              draggable={arranging}
              onDragStart={() => setDragged(at)}
              onDragOver={(event) => {
                if (dragged !== undefined) event.preventDefault()
              }}
              onDrop={() => drop(at)}
              onDragEnd={() => setDragged(undefined)}
            >
              {arranging && (
                <Tools
                  widget={widget}
                  at={at}
                  last={placed.length - 1}
                  onMove={(to) => keep(moved(placed, at, to))}
                  onWide={() => keep(placed.map((each) => (each === widget ? { ...each, wide: !each.wide } : each)))}
                  onRemove={() => keep(placed.filter((each) => each !== widget))}
                />
              )}
              {widget.content}
            </div>
          ))}
        </div>
      )}
    </Page>
  )
}
