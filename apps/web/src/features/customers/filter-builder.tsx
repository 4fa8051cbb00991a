import { CloseOutlined, FilterOutlined, PlusOutlined } from '@ant-design/icons'
import { mostFilterDepth, type CustomField, type CustomerFilter, type FieldObject } from '@candor/api'
import { Button, Drawer, Segmented, Select } from 'antd'
import { createContext, useContext, useState } from 'react'
import {
  countConditions,
  filterFields,
  fromDraft,
  isDraftGroup,
  newCondition,
  newOwnCondition,
  operatorsOfOwn,
  newGroup,
  operatorsOf,
  toDraft,
  type DraftCondition,
  type DraftGroup,
  type DraftPart,
} from './filter-draft.ts'
import { useBilingual, useFields } from '../../lib/own-fields.ts'
import { FilterValue, OwnFilterValue } from './filter-value.tsx'
import { listsTexts } from './lists-texts.ts'
import styles from './lists.module.css'

interface PartProps<Part> {
  readonly part: Part
  readonly onChange: (part: Part) => void
  readonly onRemove?: (() => void) | undefined
}

/** Whose list is narrowed: customers, or records of an object of the company’s own. */
const ListedObject = createContext<FieldObject>('customer')

/** What conditions can be about: what everybody has, and fields of the company’s own. */
const useConditionFields = () => {
  const object = useContext(ListedObject)
  const own = useFields(object).filter((field) => operatorsOfOwn(field).length > 0)
  const common = object === 'customer' ? filterFields.filter((field) => field !== 'custom') : []
  const first = (): DraftCondition => (common.length === 0 && own[0] ? newOwnCondition(own[0]) : newCondition())
  return { own, common, first }
}

/** A condition on what was chosen: one of the fields that everybody has, or `custom:key`. */
const conditionNamed = (name: string, own: readonly CustomField[]): DraftCondition => {
  const mine = own.find(({ key }) => name === `custom:${key}`)
  return mine ? newOwnCondition(mine) : newCondition(filterFields.find((field) => field === name))
}

const Condition = ({ part, onChange, onRemove }: PartProps<DraftCondition>) => {
  const t = listsTexts.useTexts()
  const say = useBilingual()
  const { own, common } = useConditionFields()
  const mine = part.field === 'custom' ? own.find(({ key }) => key === part.ownKey) : undefined
  return (
    <div
      className={styles['condition']}
      role="group"
      aria-label={mine ? say(mine.label) : t(`build.fields.${part.field}`)}
    >
      <div className={styles['conditionParts']}>
        <Select
          aria-label={t('build.field')}
          showSearch={{ optionFilterProp: 'label' }}
          style={{ width: 150 }}
          popupMatchSelectWidth={false}
          value={part.field === 'custom' ? `custom:${part.ownKey}` : part.field}
          onChange={(name: string) => onChange({ ...conditionNamed(name, own), key: part.key })}
          options={[
            ...common.map((field) => ({ value: field as string, label: t(`build.fields.${field}`) })),
            ...own.map((field) => ({ value: `custom:${field.key}`, label: say(field.label) })),
          ]}
        />
        <Select
          aria-label={t('build.operator')}
          style={{ width: 140 }}
          popupMatchSelectWidth={false}
          value={part.is}
          onChange={(is) => onChange({ ...part, is })}
          options={(mine ? operatorsOfOwn(mine) : operatorsOf[part.field]).map((is) => ({
            value: is,
            label: t(`build.is.${is}`),
          }))}
        />
        <span className={styles['value']}>
          {mine ? (
            <OwnFilterValue key={mine.key} field={mine} condition={part} onChange={onChange} />
          ) : (
            <FilterValue key={part.field} condition={part} onChange={onChange} />
          )}
        </span>
      </div>
      <Button type="text" size="small" icon={<CloseOutlined />} aria-label={t('build.remove')} onClick={onRemove} />
    </div>
  )
}

const Group = ({ part, onChange, onRemove, depth }: PartProps<DraftGroup> & { readonly depth: number }) => {
  const t = listsTexts.useTexts()
  const { first } = useConditionFields()
  const change = (key: string, changed: DraftPart | undefined) =>
    onChange({ ...part, parts: part.parts.flatMap((each) => (each.key === key ? (changed ?? []) : each)) })
  const add = (added: DraftPart) => onChange({ ...part, parts: [...part.parts, added] })
  const other = part.mode === 'all' ? 'any' : 'all'
  return (
    <div className={styles['group']} role="group" aria-label={t(`build.${part.mode}`)}>
      <div className={styles['groupHead']}>
        <Segmented
          size="small"
          value={part.mode}
          onChange={(mode) => onChange({ ...part, mode })}
          options={(['all', 'any'] as const).map((mode) => ({ value: mode, label: t(`build.${mode}`) }))}
        />
        {onRemove && (
          <Button
            type="text"
            size="small"
            icon={<CloseOutlined />}
            aria-label={t('build.removeGroup')}
            onClick={onRemove}
          />
        )}
      </div>
      {part.parts.map((each) =>
        isDraftGroup(each) ? (
          <Group
            key={each.key}
            depth={depth + 1}
            part={each}
            onChange={(changed) => change(each.key, changed)}
            onRemove={() => change(each.key, undefined)}
          />
        ) : (
          <Condition
            key={each.key}
            part={each}
            onChange={(changed) => change(each.key, changed)}
            onRemove={() => change(each.key, undefined)}
          />
        ),
      )}
      <div className={styles['groupFoot']}>
        <Button size="small" icon={<PlusOutlined />} onClick={() => add(first())}>
          {t('build.addCondition')}
        </Button>
        {depth < mostFilterDepth && (
          <Button size="small" icon={<PlusOutlined />} onClick={() => add(newGroup(other, first()))}>
            {t('build.addGroup')}
          </Button>
        )}
      </div>
    </div>
  )
}

interface FilterBuilderProps {
  readonly filter: CustomerFilter | undefined
  readonly onChange: (filter: CustomerFilter | undefined) => void
  /** Whose list it is; customers unless given. */
  readonly object?: FieldObject
}

const Editor = ({ filter, onChange, onClose }: FilterBuilderProps & { readonly onClose: () => void }) => {
  const t = listsTexts.useTexts()
  const { first } = useConditionFields()
  const [draft, setDraft] = useState(() => toDraft(filter, first()))
  const written = fromDraft(draft)
  const apply = (next: CustomerFilter | undefined) => {
    onChange(next)
    onClose()
  }
  return (
    <Drawer
      open
      size={620}
      title={t('build.title')}
      onClose={onClose}
      footer={
        <div className={styles['builderFoot']}>
          <Button onClick={() => apply(undefined)}>{t('build.clear')}</Button>
          <Button type="primary" disabled={!written && draft.parts.length > 0} onClick={() => apply(written)}>
            {t('build.apply')}
          </Button>
        </div>
      }
    >
      <Group depth={1} part={draft} onChange={setDraft} />
      {!written && draft.parts.length > 0 && <p className={styles['hint']}>{t('build.incomplete')}</p>}
    </Drawer>
  )
}

/** The button that opens the filter with its groups, and says how many conditions there are. */
export const FilterBuilder = ({ filter, onChange, object = 'customer' }: FilterBuilderProps) => {
  const t = listsTexts.useTexts()
  const [open, setOpen] = useState(false)
  const count = countConditions(filter)
  return (
    <ListedObject value={object}>
      <Button
        icon={<FilterOutlined />}
        className={(count > 0 && styles['filterOn']) || ''}
        onClick={() => setOpen(true)}
      >
        {count > 0 ? t('build.count', { count }) : t('build.open')}
      </Button>
      {open && <Editor filter={filter} onChange={onChange} onClose={() => setOpen(false)} />}
    </ListedObject>
  )
}
