import { DownOutlined, TeamOutlined } from '@ant-design/icons'
import type { CustomerView } from '@candor/api'
import { useStored } from '@candor/ui'
import { useQuery } from '@tanstack/react-query'
import { App, Button, Dropdown, Tooltip, type MenuProps } from 'antd'
import { useEffect, useState } from 'react'
import { useMay } from '../../lib/rights.ts'
import { useTell } from '../../lib/use-tell.tsx'
import { useRemoveView, useSaveView, useSetDefaultView, viewsQuery } from './list-queries.ts'
import {
  contentOf,
  isSameContent,
  searchOfView,
  storedColumns,
  storedDensity,
  storedOwnColumns,
  storedOwnWidths,
  storedWidths,
  type ListSearch,
} from './list-state.ts'
import { listsTexts } from './lists-texts.ts'
import { ViewDialog } from './view-dialog.tsx'
import styles from './lists.module.css'

interface ViewTabsProps {
  readonly search: ListSearch
  readonly onSearch: (search: ListSearch) => void
}

/** Opens a view: its address, and its columns, their widths and the row height in this browser. */
const useOpenView = (isInView: boolean, onSearch: ViewTabsProps['onSearch']) => {
  const [columns, setColumns] = useStored(storedColumns)
  const [ownColumns, setOwnColumns] = useStored(storedOwnColumns)
  const [widths, setWidths] = useStored(storedWidths)
  const [ownWidths, setOwnWidths] = useStored(storedOwnWidths)
  const [, setDensity] = useStored(storedDensity)
  return (view: CustomerView | undefined) => {
    if (view) {
      if (!isInView) {
        setOwnColumns(columns)
        setOwnWidths(widths)
      }
      setColumns(view.content.columns)
      setWidths(view.content.widths ?? {})
      setDensity(view.content.density)
      onSearch(searchOfView(view.id, view.content))
      return
    }
    if (isInView) {
      setColumns(ownColumns)
      setWidths(ownWidths)
    }
    onSearch({ view: 'all' })
  }
}

/** Tabs over the list: everybody, then one's own views and those that are shared. */
export const ViewTabs = ({ search, onSearch }: ViewTabsProps) => {
  const t = listsTexts.useTexts()
  const { modal } = App.useApp()
  const { tell, complain } = useTell()
  const { data } = useQuery(viewsQuery)
  const [columns] = useStored(storedColumns)
  const [widths] = useStored(storedWidths)
  const [density] = useStored(storedDensity)
  const mayManage = useMay('list.manage')
  const [editing, setEditing] = useState<'new' | 'old'>()
  const [save, remove, begin] = [useSaveView(), useRemoveView(), useSetDefaultView()]
  const views = data?.items ?? []
  const current = views.find(({ id }) => id === search.view)
  const open = useOpenView(current !== undefined, onSearch)
  const content = contentOf(search, { columns, widths, density })
  const isChanged = current !== undefined && !isSameContent(current.content, content)
  const mayChange = current !== undefined && (current.shared ? mayManage : current.mine)

  // Whoever comes without having asked for anything finds the list as they like to begin.
  const beginning = data?.items.find(({ id }) => id === data.defaultId)
  const isUntouched = Object.keys(search).length === 0
  useEffect(() => {
    if (isUntouched && beginning) open(beginning)
    // Only when there is something to begin with; what `open` is does not matter.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [isUntouched, beginning?.id])

  const saveChanges = () => {
    if (current) {
      const { name, shared } = current
      save.mutate(
        { view: current, draft: { name, shared, content } },
        { onSuccess: () => tell(t('views.saved')), onError: complain },
      )
    }
  }
  const askRemove = () => {
    if (!current) return
    modal.confirm({
      title: t('views.removeSure', { name: current.name }),
      content: current.shared ? t('views.removeShared') : null,
      okText: t('views.remove'),
      okButtonProps: { danger: true },
      cancelText: t('views.cancel'),
      onOk: async () => {
        try {
          await remove.mutateAsync(current.id)
          tell(t('views.removed'))
          open(undefined)
        } catch (error) {
          complain(error)
        }
      },
    })
  }
  const isDefault = current !== undefined && data?.defaultId === current.id
  const items: NonNullable<MenuProps['items']> = [
    ...(isChanged && mayChange ? [{ key: 'save', label: t('views.save'), onClick: saveChanges }] : []),
    ...(isChanged ? [{ key: 'reset', label: t('views.reset'), onClick: () => open(current) }] : []),
    { key: 'new', label: t('views.saveAs'), onClick: () => setEditing('new') },
    ...(current
      ? [
          ...(mayChange ? [{ key: 'rename', label: t('views.rename'), onClick: () => setEditing('old') }] : []),
          {
            key: 'default',
            label: isDefault ? t('views.noDefault') : t('views.makeDefault'),
            onClick: () => begin.mutate(isDefault ? null : current.id, { onError: complain }),
          },
          ...(mayChange ? [{ key: 'remove', danger: true, label: t('views.remove'), onClick: askRemove }] : []),
        ]
      : []),
  ]
  return (
    <div className={styles['viewBar']}>
      <nav aria-label={t('views.label')} className={styles['tabs']}>
        <button
          type="button"
          className={styles['tab']}
          aria-current={current ? undefined : 'page'}
          onClick={() => open(undefined)}
        >
          {t('views.all')}
        </button>
        {views.map((view) => (
          <button
            key={view.id}
            type="button"
            className={styles['tab']}
            aria-current={view.id === current?.id ? 'page' : undefined}
            onClick={() => open(view)}
          >
            {view.name}
            {view.shared && (
              <Tooltip title={t('views.shared')}>
                <TeamOutlined aria-label={t('views.shared')} />
              </Tooltip>
            )}
            {view.id === current?.id && isChanged && <small>{t('views.changed')}</small>}
          </button>
        ))}
      </nav>
      <Dropdown trigger={['click']} menu={{ items }}>
        <Button type="text" size="small" icon={<DownOutlined />} iconPlacement="end">
          {t('views.menu')}
        </Button>
      </Dropdown>
      {editing && (
        <ViewDialog
          view={editing === 'old' ? current : undefined}
          content={editing === 'old' && current ? current.content : content}
          onClose={() => setEditing(undefined)}
          onSaved={(view) => {
            setEditing(undefined)
            tell(t('views.saved'))
            onSearch({ ...search, view: view.id })
          }}
        />
      )}
    </div>
  )
}
