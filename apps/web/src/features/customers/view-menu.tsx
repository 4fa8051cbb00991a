import { ControlOutlined } from '@ant-design/icons'
import { listGroups, listLayouts, type ListGroup } from '@candor/api'
import { useStored } from '@candor/ui'
import { Button, Checkbox, Popover, Segmented } from 'antd'
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
  const [density, setDensity] = useStored(storedDensity)
  const isUsual = columns.join() === defaultColumns.join() && Object.keys(widths).length === 0
  /** What was added stands where it usually does, behind the column that it follows there. */
  const choose = (wanted: readonly ColumnKey[]) => {
    const kept = columns.filter((key) => wanted.includes(key))
    const added = columnKeys.filter((key) => wanted.includes(key) && !kept.includes(key))
    setColumns(
      withName(
        added.reduce<readonly ColumnKey[]>((keys, key) => {
          const before = columnKeys.slice(0, columnKeys.indexOf(key)).findLast((other) => keys.includes(other))
          const at = before === undefined ? 0 : keys.indexOf(before) + 1
          return [...keys.slice(0, at), key, ...keys.slice(at)]
        }, kept),
      ),
    )
  }
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
              <Segmented<ListGroup | 'none'>
                block
                aria-label={lists('group.label')}
                value={groupBy ?? (layout === 'kanban' ? 'owner' : 'none')}
                onChange={(chosen) => onSearch({ ...ungrouped, ...(chosen !== 'none' && { groupBy: chosen }) })}
                options={(layout === 'table' ? tableGroups : listGroups).map((value) => ({
                  value,
                  label: lists(`group.${value}`),
                }))}
              />
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
            options={columnKeys.map((key) => ({
              value: key,
              label: t(`column.${key}`),
              disabled: key === 'name',
            }))}
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
