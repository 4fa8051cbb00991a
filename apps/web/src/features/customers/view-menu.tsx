import { ControlOutlined } from '@ant-design/icons'
import { listGroups, listLayouts } from '@candor/api'
import { useStored } from '@candor/ui'
import { Button, Checkbox, Popover, Segmented } from 'antd'
import { customersTexts } from './customers-texts.ts'
import { columnKeys, storedColumns, storedDensity, type ListSearch } from './list-state.ts'
import { listsTexts } from './lists-texts.ts'
import styles from './customers.module.css'

interface ViewMenuProps {
  readonly search: ListSearch
  readonly onSearch: (search: ListSearch) => void
}

/** Layout, row height and columns of the list; height and columns are remembered in this browser. */
export const ViewMenu = ({ search, onSearch }: ViewMenuProps) => {
  const t = customersTexts.useTexts()
  const lists = listsTexts.useTexts()
  const { layout = 'table', groupBy = 'owner', ...others } = search
  const [columns, setColumns] = useStored(storedColumns)
  const [density, setDensity] = useStored(storedDensity)
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
            onChange={(chosen) => onSearch({ ...others, layout: chosen, ...(chosen === 'kanban' && { groupBy }) })}
            options={listLayouts.map((value) => ({ value, label: lists(`layout.${value}`) }))}
          />
          {layout === 'kanban' && (
            <>
              <p className={styles['viewTitle']}>{lists('group.label')}</p>
              <Segmented
                block
                aria-label={lists('group.label')}
                value={groupBy}
                onChange={(chosen) => onSearch({ ...search, groupBy: chosen })}
                options={listGroups.map((value) => ({ value, label: lists(`group.${value}`) }))}
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
            onChange={(wanted) => setColumns(columnKeys.filter((key) => key === 'name' || wanted.includes(key)))}
            options={columnKeys.map((key) => ({
              value: key,
              label: t(`column.${key}`),
              disabled: key === 'name',
            }))}
          />
        </div>
      }
    >
      <Button icon={<ControlOutlined />}>{t('view')}</Button>
    </Popover>
  )
}
