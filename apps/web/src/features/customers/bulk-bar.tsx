import { CloseOutlined, DeleteOutlined, ExportOutlined, TagsOutlined, UserOutlined } from '@ant-design/icons'
import type { BulkAction, BulkTarget } from '@candor/api'
import { useFormat } from '@candor/ui'
import { Button, Popover } from 'antd'
import { lazy, Suspense, useState, type ReactNode } from 'react'
import { useMay } from '../../lib/rights.ts'
import { useTell } from '../../lib/use-tell.tsx'
import { useStartBulk } from './list-queries.ts'
import { listsTexts } from './lists-texts.ts'
import { OwnerSelect } from './owner-select.tsx'
import { TagSelect } from './tag-select.tsx'
import type { Selection } from './use-selection.ts'
import styles from './lists.module.css'

const ExportDialog = lazy(async () => ({ default: (await import('./export-dialog.tsx')).ExportDialog }))

interface ChoiceProps {
  readonly icon: ReactNode
  readonly label: string
  /** The control; gets a way to close the box. */
  readonly children: (close: () => void) => ReactNode
}

/** A button that asks one thing more before it does its work. */
const Choice = ({ icon, label, children }: ChoiceProps) => {
  const [open, setOpen] = useState(false)
  return (
    <Popover
      open={open}
      onOpenChange={setOpen}
      trigger="click"
      placement="bottomLeft"
      arrow={false}
      destroyOnHidden
      content={
        <div role="dialog" aria-label={label} className={styles['careBox']}>
          {children(() => setOpen(false))}
        </div>
      }
    >
      <Button size="small" icon={icon} aria-haspopup="dialog" aria-expanded={open}>
        {label}
      </Button>
    </Popover>
  )
}

const TagChoice = ({
  onDone,
  mayCreate,
}: {
  readonly onDone: (tagIds: string[]) => void
  readonly mayCreate: boolean
}) => {
  const t = listsTexts.useTexts()
  const [tagIds, setTagIds] = useState<string[]>([])
  return (
    <>
      <TagSelect autoFocus mayCreate={mayCreate} label={t('bulk.chooseTags')} value={tagIds} onChange={setTagIds} />
      <Button type="primary" disabled={tagIds.length === 0} onClick={() => onDone(tagIds)}>
        {t('bulk.start')}
      </Button>
    </>
  )
}

interface BulkBarProps {
  readonly selection: Selection
  /** All that the list has. */
  readonly matching: Extract<BulkTarget, { matching: unknown }>['matching']
  readonly hasMore: boolean
  /** Called with the change that was begun. */
  readonly onStart: (id: string) => void
}

/** What can be done with the chosen customers. */
export const BulkBar = ({ selection, matching, hasMore, onStart }: BulkBarProps) => {
  const t = listsTexts.useTexts()
  const format = useFormat()
  const { complain } = useTell()
  const [mayWrite, mayBin, mayExport] = [useMay('customer.write'), useMay('customer.bin'), useMay('customer.export')]
  const [exporting, setExporting] = useState(false)
  const start = useStartBulk()
  const target: BulkTarget = selection.everyone ? { matching } : { ids: [...selection.ids] }
  const go = (action: BulkAction) =>
    start.mutate(
      { action, target },
      {
        onSuccess: ({ id }) => {
          onStart(id)
          selection.clear()
        },
        onError: complain,
      },
    )
  const count = selection.ids.size
  const isOpen = selection.everyone || count > 0
  return (
    <>
      {isOpen && (
        <div className={styles['bulkBar']} role="toolbar" aria-label={t('bulk.actions')}>
          <strong>
            {selection.everyone ? t('select.everyone') : t('select.chosen', { count, shown: format.number(count) })}
          </strong>
          {!selection.everyone && hasMore && (
            <Button type="link" size="small" onClick={selection.chooseEveryone}>
              {t('select.allMatching')}
            </Button>
          )}
          <span className={styles['grow']} />
          {mayWrite && (
            <>
              <Choice icon={<TagsOutlined />} label={t('bulk.tag')}>
                {(close) => (
                  <TagChoice
                    mayCreate
                    onDone={(tagIds) => {
                      close()
                      go({ do: 'tag', tagIds })
                    }}
                  />
                )}
              </Choice>
              <Choice icon={<TagsOutlined />} label={t('bulk.untag')}>
                {(close) => (
                  <TagChoice
                    mayCreate={false}
                    onDone={(tagIds) => {
                      close()
                      go({ do: 'untag', tagIds })
                    }}
                  />
                )}
              </Choice>
              <Choice icon={<UserOutlined />} label={t('bulk.assign')}>
                {(close) => (
                  <OwnerSelect
                    autoFocus
                    label={t('bulk.chooseOwner')}
                    value={undefined}
                    onChange={(ownerId) => {
                      close()
                      go({ do: 'assign', ownerId })
                    }}
                  />
                )}
              </Choice>
            </>
          )}
          {mayExport && (
            <Button size="small" icon={<ExportOutlined />} onClick={() => setExporting(true)}>
              {t('bulk.export')}
            </Button>
          )}
          {mayWrite && mayBin && (
            <Button
              size="small"
              danger
              className={styles['bin'] ?? ''}
              icon={<DeleteOutlined />}
              onClick={() => go({ do: 'bin' })}
            >
              {t('bulk.bin')}
            </Button>
          )}
          <Button
            type="text"
            size="small"
            icon={<CloseOutlined />}
            aria-label={t('select.clear')}
            onClick={selection.clear}
          />
        </div>
      )}
      <Suspense>{exporting && <ExportDialog target={target} onClose={() => setExporting(false)} />}</Suspense>
    </>
  )
}
