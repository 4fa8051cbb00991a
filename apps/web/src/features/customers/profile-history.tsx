import {
  addressesOf,
  emailsOf,
  phonesOf,
  type CustomerDetail,
  type CustomerProfile,
  type TimelineItem,
} from '@candor/api'
import { EntryActor, Instant, ProblemMessage, SkeletonRows } from '@candor/ui'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Button, Drawer, Select } from 'antd'
import { useState } from 'react'
import { LoadMore } from '../../components/load-more.tsx'
import { pageTexts } from './page-texts.ts'
import { textOf, type EditField } from './profile-fields.ts'
import { profileTexts } from './profile-texts.ts'
import { timelineQuery } from './queries.ts'
import type { Edit } from './use-profile-edit.ts'
import styles from './extras.module.css'

/** Fields whose values can be brought back by themselves. */
const fields = ['name', 'emails', 'phones', 'addresses', 'language'] as const satisfies readonly EditField[]
type HistoryField = (typeof fields)[number]

/** The change that gives a field the value that a profile has. */
const changeTo = (profile: CustomerProfile, field: HistoryField): Partial<CustomerProfile> => {
  if (field === 'emails') return { emails: [...emailsOf(profile)] }
  if (field === 'phones') return { phones: [...phonesOf(profile)] }
  if (field === 'addresses') return { addresses: [...addressesOf(profile)] }
  return field === 'name' ? { name: profile.name } : { language: profile.language ?? null }
}

const profileIn = ({ body }: TimelineItem): CustomerProfile | undefined =>
  typeof body === 'object' && body !== null && 'profile' in body ? (body.profile as CustomerProfile) : undefined

interface Value {
  readonly item: TimelineItem
  readonly field: HistoryField
  readonly profile: CustomerProfile
  readonly text: string
}

/** The values that fields came to have, newest first: where an entry differs from the one before it. */
const valuesOf = (items: readonly TimelineItem[], isWhole: boolean): Value[] =>
  items.flatMap((item, at) => {
    const [profile, before] = [profileIn(item), items[at + 1]]
    if (!profile || (!before && !isWhole)) return []
    const earlier = (before && profileIn(before)) ?? { name: '' }
    return fields
      .map((field) => ({ item, field, profile, text: textOf(profile, field) }))
      .filter(({ field, text }) => text !== textOf(earlier, field))
  })

interface ProfileHistoryProps {
  readonly customer: CustomerDetail
  readonly canEdit: boolean
  readonly onRestore: (edit: Edit) => void
  readonly onClose: () => void
}

/** Who changed what when, from the journal, and any earlier value to be brought back. */
export const ProfileHistory = ({ customer, canEdit, onRestore, onClose }: ProfileHistoryProps) => {
  const t = pageTexts.useTexts()
  const profile = profileTexts.useTexts()
  const [chosen, setChosen] = useState<HistoryField | 'all'>('all')
  const query = useInfiniteQuery(timelineQuery(customer.id, 'customer.created,customer.updated'))
  const items = query.data?.pages.flatMap((page) => page.items) ?? []
  const values = valuesOf(items, !query.hasNextPage).filter(({ field }) => chosen === 'all' || field === chosen)
  return (
    <Drawer open title={t('history.title')} size={420} onClose={onClose}>
      <div className={styles['history']}>
        <Select
          aria-label={t('history.field')}
          value={chosen}
          onChange={setChosen}
          options={(['all', ...fields] as const).map((field) => ({
            value: field,
            label: field === 'all' ? t('history.all') : profile(`field.${field}`),
          }))}
        />
        {query.isPending && <SkeletonRows rows={4} height={56} />}
        {query.isError && <ProblemMessage error={query.error} onRetry={() => void query.refetch()} />}
        {query.isSuccess && values.length === 0 && !query.hasNextPage && <p>{t('history.empty')}</p>}
        {values.map(({ item, field, profile: then, text }) => (
          <div key={`${item.id} ${field}`} className={styles['entry']}>
            <div className={styles['text']}>
              <span className={styles['quiet']}>{profile(`field.${field}`)}</span>
              <span className={styles['value']}>{text || t('history.nothing')}</span>
              <span className={styles['quiet']}>
                <Instant at={item.occurredAt ?? item.recordedAt} style="dateTime" /> · <EntryActor entry={item} />
              </span>
            </div>
            {text === textOf(customer.profile, field) ? (
              <span className={styles['quiet']}>{t('history.current')}</span>
            ) : (
              canEdit && (
                <Button size="small" onClick={() => onRestore({ field, change: changeTo(then, field) })}>
                  {t('history.restore')}
                </Button>
              )
            )}
          </div>
        ))}
        <LoadMore query={query} label={t('history.more')} />
      </div>
    </Drawer>
  )
}
