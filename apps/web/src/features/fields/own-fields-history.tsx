import type { CustomField, CustomOfRecord, FieldObject, FieldValue } from '@candor/api'
import { EntryActor, Instant, ProblemMessage, SkeletonRows } from '@candor/ui'
import { useQuery } from '@tanstack/react-query'
import { Button, Drawer } from 'antd'
import { useBilingual, useValueText } from '../../lib/own-fields.ts'
import { fieldsTexts } from './fields-texts.ts'
import { historyQuery } from './queries.ts'
import styles from './fields.module.css'

interface OwnFieldsHistoryProps {
  readonly object: FieldObject
  readonly id: string
  readonly fields: readonly CustomField[]
  readonly current: CustomOfRecord
  readonly canEdit: boolean
  readonly onRestore: (field: CustomField, value: FieldValue | null) => void
  readonly onClose: () => void
}

/** Who filled in what and when, from the journal; any earlier value can be brought back. */
export const OwnFieldsHistory = (props: OwnFieldsHistoryProps) => {
  const { object, id, fields, current, canEdit, onRestore, onClose } = props
  const t = fieldsTexts.useTexts()
  const say = useBilingual()
  const valueText = useValueText()
  const query = useQuery(historyQuery(object, id))
  return (
    <Drawer open title={t('panel.historyTitle')} size={420} onClose={onClose}>
      {query.isPending && <SkeletonRows rows={4} height={56} />}
      {query.isError && <ProblemMessage error={query.error} onRetry={() => void query.refetch()} />}
      {query.data?.items.length === 0 && <p>{t('panel.historyEmpty')}</p>}
      <ol className={styles['history']}>
        {query.data?.items.map(({ entryId, key, before, after, recordedAt, actor, actorName }) => {
          const field = fields.find((one) => one.key === key)
          if (!field) return null
          const isSecret = field.settings.type === 'secret'
          const text = (value: FieldValue | null) => valueText(field, value, current.linked) || t('panel.nothing')
          const isCurrent = JSON.stringify(current.values[key] ?? null) === JSON.stringify(before)
          return (
            <li key={`${entryId} ${key}`} className={styles['change']}>
              <span className={styles['quiet']}>{say(field.label)}</span>
              <span>{isSecret ? t('panel.secretChanged') : `${text(before)} → ${text(after)}`}</span>
              <span className={styles['quiet']}>
                <Instant at={recordedAt} style="dateTime" /> ·{' '}
                <EntryActor entry={{ kind: '', actor, actorName, body: null }} />
              </span>
              {canEdit && field.mayEdit && !isSecret && !isCurrent && !(field.required && before === null) && (
                <Button
                  size="small"
                  aria-label={`${t('panel.bringBack')}: ${text(before)}`}
                  onClick={() => onRestore(field, before)}
                >
                  {t('panel.bringBack')}
                </Button>
              )}
            </li>
          )
        })}
      </ol>
    </Drawer>
  )
}
