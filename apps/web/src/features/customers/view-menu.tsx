import { ControlOutlined } from '@ant-design/icons'
import { useStored } from '@candor/ui'
import { Button, Checkbox, Popover, Segmented } from 'antd'
import { customersTexts } from './customers-texts.ts'
import { columnKeys, storedColumns, storedDensity } from './list-state.ts'
import styles from './customers.module.css'

/** Row height and columns of the list, remembered in this browser. */
export const ViewMenu = () => {
  const t = customersTexts.useTexts()
  const [columns, setColumns] = useStored(storedColumns)
  const [density, setDensity] = useStored(storedDensity)
  return (
    <Popover
      trigger="click"
      placement="bottomRight"
      arrow={false}
      content={
        <div className={styles['view']} role="dialog" aria-label={t('view')}>
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
