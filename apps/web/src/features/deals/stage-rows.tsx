import { DownOutlined, HolderOutlined, UpOutlined } from '@ant-design/icons'
import { dealNeeds, dealTones, type DealPipeline, type DealStage } from '@candor/api'
import { Button, Input, InputNumber, Select } from 'antd'
import { useState } from 'react'
import { useBilingual } from '../../lib/own-fields.ts'
import { dealsTexts } from './deals-texts.ts'
import { withChanged, withMoved } from './settings-draft.ts'
import styles from './settings.module.css'

interface NamesProps {
  readonly label: string
  readonly name: { readonly en: string; readonly zh: string }
  readonly onChange: (name: { en: string; zh: string }) => void
}

/** A name in both languages. */
export const Names = ({ label, name, onChange }: NamesProps) => {
  const t = dealsTexts.useTexts()
  return (
    <>
      <Input
        aria-label={`${label}, ${t('settings.nameEn')}`}
        placeholder={t('settings.nameEn')}
        maxLength={60}
        value={name.en}
        onChange={(event) => onChange({ ...name, en: event.target.value })}
      />
      <Input
        aria-label={`${label}, ${t('settings.nameZh')}`}
        placeholder={t('settings.nameZh')}
        maxLength={60}
        value={name.zh}
        onChange={(event) => onChange({ ...name, zh: event.target.value })}
      />
    </>
  )
}

interface StageRowsProps {
  readonly pipeline: DealPipeline
  readonly onChange: (stages: DealStage[]) => void
}

/** The stages of a pipeline: renamed, put in order by the mouse or by buttons, archived. */
export const StageRows = ({ pipeline: { stages }, onChange }: StageRowsProps) => {
  const t = dealsTexts.useTexts()
  const say = useBilingual()
  const [dragged, setDragged] = useState<number>()
  return (
    <ol className={styles['stages']}>
      {stages.map((stage, at) => {
        const label = t('settings.stage', { at: at + 1 })
        const name = say(stage.name) || label
        const change = (part: Partial<DealStage>) => onChange(withChanged(stages, at, part))
        return (
          <li
            key={stage.key}
            className={styles['stage']}
            data-archived={stage.archived}
            onDragOver={(event) => {
              if (dragged !== undefined) event.preventDefault()
            }}
            onDrop={(event) => {
              event.preventDefault()
              if (dragged !== undefined) onChange(withMoved(stages, dragged, at))
              setDragged(undefined)
            }}
          >
            <span
              className={styles['handle']}
              draggable
              title={t('settings.drag')}
              aria-hidden
              onDragStart={(event) => {
                event.dataTransfer.setData('text/plain', name)
                setDragged(at)
              }}
              onDragEnd={() => setDragged(undefined)}
            >
              <HolderOutlined />
            </span>
            <Names label={label} name={stage.name} onChange={(names) => change({ name: names })} />
            <InputNumber
              className={styles['number'] ?? ''}
              aria-label={`${label}, ${t('settings.probability')}`}
              min={0}
              max={100}
              precision={0}
              suffix="%"
              value={stage.probability}
              onChange={(probability) => change({ probability: probability ?? 0 })}
            />
            <Select
              aria-label={`${label}, ${t('settings.tone')}`}
              value={stage.tone}
              options={dealTones.map((value) => ({ value, label: t(`tone.${value}`) }))}
              onChange={(tone: DealStage['tone']) => change({ tone })}
            />
            <Select
              className={styles['needs'] ?? ''}
              mode="multiple"
              aria-label={`${label}, ${t('settings.needs')}`}
              placeholder={`${t('settings.needs')}: ${t('settings.noNeeds')}`}
              value={stage.needs}
              options={dealNeeds.map((value) => ({ value, label: t(`need.${value}`) }))}
              onChange={(needs: DealStage['needs']) => change({ needs })}
            />
            <span className={styles['actions']}>
              <Button
                type="text"
                size="small"
                icon={<UpOutlined />}
                aria-label={t('settings.up', { name })}
                disabled={at === 0}
                onClick={() => onChange(withMoved(stages, at, at - 1))}
              />
              <Button
                type="text"
                size="small"
                icon={<DownOutlined />}
                aria-label={t('settings.down', { name })}
                disabled={at === stages.length - 1}
                onClick={() => onChange(withMoved(stages, at, at + 1))}
              />
              <Button size="small" onClick={() => change({ archived: !stage.archived })}>
                {t(stage.archived ? 'settings.restore' : 'settings.archive')}
              </Button>
            </span>
          </li>
        )
      })}
    </ol>
  )
}
