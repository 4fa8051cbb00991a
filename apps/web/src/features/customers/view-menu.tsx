import { ControlOutlined } from '@ant-design/icons'
import { groupableTypes, listedTypes, listGroups, listLayouts, type Grouping, type ListGroup } from '@candor/api'
import { useStored } from '@candor/ui'
import { Button, Checkbox, Popover, Segmented, Select } from 'antd'
import { useBilingual, useFields } from '../../lib/own-fields.ts'
import { customersTexts } from './customers-texts.ts'
import {
  columnKeys,
  defaultColumns,
  storedColumns,
  storedDensity,
  storedWidths,
  withName,
  type ColumnKey,
  type ListSearch,
} from './list-state.ts'
import { listsTexts } from './lists-texts.ts'
import styles from './customers.module.css'

interface ViewMenuProps {
  readonly search: ListSearch
  readonly onSearch: (search: ListSearch) => void
}

/** A table can also go without groups. */
const tableGroups: readonly (ListGroup | 'none')[] = ['none', ...listGroups]

/** Layout, row height and columns of the list; height and columns are remembered in this browser. */
export const ViewMenu = ({ search, onSearch }: ViewMenuProps) => {
  const t = customersTexts.useTexts()
  const lists = listsTexts.useTexts()
  const { groupBy, ...ungrouped } = search
  const { layout = 'table', ...others } = ungrouped
  const [columns, setColumns] = useStored(storedColumns)
  const [widths, setWidths] = useStored(storedWidths)
  const say = useBilingual()
  const own = useFields('customer').filter(({ settings }) => listedTypes.includes(settings.type))
  const ownGroups = own
    .filter(({ settings }) => groupableTypes.includes(settings.type))
    .map(({ key, label }) => ({ value: `custom:${key}` as const, label: say(label) }))
  // What a company keeps of a customer beside the figures stands before these.
  const figures = columnKeys.indexOf('orderCount')
  const usual: readonly ColumnKey[] = [
    ...columnKeys.slice(0, figures),
    ...own.map(({ key }) => `custom:${key}` as const),
    ...columnKeys.slice(figures),
  ]
  const [density, setDensity] = useStored(storedDensity)
  const isUsual = columns.join() === defaultColumns.join() && Object.keys(widths).length === 0
  /** What was added stands where it usually does, behind the column that it follows there. */
  const choose = (wanted: readonly ColumnKey[]) => {
    const kept = columns.filter((key) => wanted.includes(key))
    const added = usual.filter((key) => wanted.includes(key) && !kept.includes(key))
    setColumns(
      withName(
        added.reduce<readonly ColumnKey[]>((keys, key) => {
          const before = usual.slice(0, usual.indexOf(key)).findLast((other) => keys.includes(other))
          const at = before === undefined ? 0 : keys.indexOf(before) + 1
          return [...keys.slice(0, at), key, ...keys.slice(at)]
        }, kept),
      ),
    )
  }
  const group = (chosen: Grouping | 'none') => onSearch({ ...ungrouped, ...(chosen !== 'none' && { groupBy: chosen }) })
  return (
    <Popover
      trigger="click"
      placement="bottomRight"
      arrow={false}
      content={
        <div className={styles['view']} role="dialog" aria-label={t('view')}>
          <p className={styles['viewTitle']}>{lists('layout.label')}</p>
          <Segmented
            block
            aria-label={lists('layout.label')}
            value={layout}
            onChange={(chosen) =>
              onSearch({ ...others, layout: chosen, ...(chosen === 'kanban' && { groupBy: groupBy ?? 'owner' }) })
            }
            options={listLayouts.map((value) => ({ value, label: lists(`layout.${value}`) }))}
          />
          {layout !== 'cards' && (
            <>
              <p className={styles['viewTitle']}>{lists('group.label')}</p>
              <Segmented<Grouping | 'none'>
                block
                aria-label={lists('group.label')}
                value={groupBy ?? (layout === 'kanban' ? 'owner' : 'none')}
                onChange={group}
                options={(layout === 'table' ? tableGroups : listGroups).map((value) => ({
                  value,
                  label: lists(`group.${value}`),
                }))}
              />
              {ownGroups.length > 0 && (
                <Select<Grouping | null>
                  className={styles['viewOwnGroup'] ?? ''}
                  aria-label={lists('group.own')}
                  placeholder={lists('group.own')}
                  value={ownGroups.some(({ value }) => value === groupBy) ? (groupBy ?? null) : null}
                  onChange={(chosen) => chosen && group(chosen)}
                  options={ownGroups}
                />
              )}
            </>
          )}
          <p className={styles['viewTitle']}>{t('density.label')}</p>
          <Segmented
            block
            aria-label={t('density.label')}
            value={density}
            onChange={setDensity}
            options={[
              { value: 'comfortable', label: t('density.comfortable') },
              { value: 'compact', label: t('density.compact') },
            ]}
          />
          <p className={styles['viewTitle']}>{t('columns')}</p>
          <Checkbox.Group
            className={styles['viewColumns'] ?? ''}
            value={[...columns]}
            onChange={choose}
            options={[
              ...columnKeys.map((key): { value: ColumnKey; label: string; disabled: boolean } => ({
                value: key,
                label: t(`column.${key}`),
                disabled: key === 'name',
              })),
              ...own.map(({ key, label }) => ({ value: `custom:${key}` as const, label: say(label), disabled: false })),
            ]}
          />
          {!isUsual && (
            <Button
              type="link"
              size="small"
              onClick={() => {
                setColumns(defaultColumns)
                setWidths({})
              }}
            >
              {t('columnsReset')}
            </Button>
          )}
        </div>
      }
    >
      <Button icon={<ControlOutlined />}>{t('view')}</Button>
    </Popover>
  )
}
