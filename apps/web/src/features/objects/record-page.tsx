import { DeleteOutlined, LeftOutlined, UndoOutlined } from '@ant-design/icons'
import { objectRoutes, recordParts, type OwnObject, type RecordDetail } from '@candor/api'
import { Panel } from '@candor/ui'
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Alert, Button } from 'antd'
import { Fragment, type ReactNode } from 'react'
import { EntryTimeline, untilSealed } from '../../components/entry-timeline.tsx'
import { ObjectIcon } from '../../components/object-icon.tsx'
import { Page } from '../../components/page.tsx'
import { RecordPage } from '../../components/record-page.tsx'
import { call } from '../../lib/api.ts'
import { laidOut, useLayout } from '../../lib/layouts.ts'
import { useBilingual } from '../../lib/own-fields.ts'
import { objectsKey } from '../../lib/own-objects.ts'
import { useMay } from '../../lib/rights.ts'
import { useTell } from '../../lib/use-tell.tsx'
import { LinkedRecords } from './linked-records.tsx'
import { objectsTexts } from './objects-texts.ts'
import { recordQuery, recordTimelineQuery } from './queries.ts'
import styles from './objects.module.css'

interface OwnRecordPageProps {
  readonly object: OwnObject
  readonly recordId: string
  /** What the record’s fields hold. @param mayEdit whether they can be filled in now */
  readonly fields: (mayEdit: boolean) => ReactNode
}

const BinButton = ({ object, record }: { readonly object: OwnObject; readonly record: RecordDetail }) => {
  const t = objectsTexts.useTexts()
  const client = useQueryClient()
  const { tell, complain } = useTell()
  const mayBin = useMay('object.bin') && object.mayBin
  const move = useMutation({
    mutationFn: (binned: boolean) =>
      call(objectRoutes.bin, { params: { object: object.key, id: record.id }, body: { binned } }),
    onSettled: () => client.invalidateQueries({ queryKey: [...objectsKey, object.key] }),
  })
  if (!mayBin) return null
  const run = (binned: boolean, isUndo = false) =>
    move.mutate(binned, {
      onError: complain,
      onSuccess: () =>
        tell(t(binned ? 'binnedNow' : 'restoredNow', { title: record.title }), {
          key: `bin-${record.id}`,
          undo: isUndo ? undefined : () => run(!binned, true),
        }),
    })
  const isBinned = record.binnedAt !== null
  return (
    <Button
      icon={isBinned ? <UndoOutlined aria-hidden /> : <DeleteOutlined aria-hidden />}
      loading={move.isPending}
      onClick={() => run(!isBinned)}
    >
      {t(isBinned ? 'restore' : 'toBin')}
    </Button>
  )
}

const useRecordEntries = (object: string, id: string, kinds: string | undefined) =>
  useInfiniteQuery({ ...recordTimelineQuery(object, id, kinds), refetchInterval: untilSealed })

/** One record of an own object on one screen: what it holds, what leads to it, and what happened. */
export const OwnRecordPage = ({ object, recordId, fields }: OwnRecordPageProps) => {
  const t = objectsTexts.useTexts()
  const say = useBilingual()
  const mayWrite = useMay('object.write') && object.mayEdit
  const parts = laidOut(
    recordParts.map((name) => ({ name })),
    useLayout(object.key),
  )
  const query = useQuery(recordQuery(object.key, recordId))
  const back = (
    <Link to="/objects/$object" params={{ object: object.key }}>
      <LeftOutlined aria-hidden /> {say(object.plural)}
    </Link>
  )
  return (
    <RecordPage query={query} back={back} missing={{ title: t('notFound'), text: t('notFoundText') }}>
      {(record) => (
        <Page
          title={record.title}
          lead={<ObjectIcon name={object.icon} />}
          subtitle={back}
          actions={<BinButton object={object} record={record} />}
        >
          {record.binnedAt !== null && <Alert type="warning" showIcon title={t('isBinned')} />}
          <div className={styles['wide']}>
            <div className={styles['column']}>
              {parts.map(({ name }) =>
                name === 'own' ? (
                  <Fragment key={name}>{fields(mayWrite && record.binnedAt === null)}</Fragment>
                ) : (
                  <LinkedRecords key={name} id={record.id} />
                ),
              )}
            </div>
            <Panel title={t('timeline')} flush>
              <EntryTimeline useEntries={(kinds) => useRecordEntries(object.key, record.id, kinds)} />
            </Panel>
          </div>
        </Page>
      )}
    </RecordPage>
  )
}
