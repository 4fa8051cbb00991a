import type { TimelineItem } from '@candor/api'
import { EntryActor, Instant, ProblemMessage, SkeletonRows } from '@candor/ui'
import type { InfiniteData, UseInfiniteQueryResult } from '@tanstack/react-query'
import { Button, Drawer, Select } from 'antd'
import { useState } from 'react'
import { LoadMore } from './load-more.tsx'
import { valueHistoryTexts } from './value-history-texts.ts'
import styles from './value-history.module.css'

interface ValueHistoryProps<Profile, Field extends string> {
  /** Entries of which each holds the whole profile, newest first. */
  readonly query: UseInfiniteQueryResult<InfiniteData<{ readonly items: readonly TimelineItem[] }>>
  /** Fields whose values can be brought back by themselves. */
  readonly fields: readonly Field[]
  readonly nameOf: (field: Field) => string
  readonly textOf: (profile: Profile, field: Field) => string
  /** What is stored now. */
  readonly now: Profile
  /** What every field of an empty profile is like. */
  readonly empty: Profile
  /** Brings a value back; absent for who may not. */
  readonly onRestore?: ((field: Field, profile: Profile) => void) | undefined
  readonly onClose: () => void
}

interface Value<Profile, Field> {
  readonly item: TimelineItem
  readonly field: Field
  readonly profile: Profile
  readonly text: string
}

const profileIn = ({ body }: TimelineItem): unknown =>
  typeof body === 'object' && body !== null && 'profile' in body ? body.profile : undefined

/** Who changed what when, from the journal, and any earlier value to be brought back. */
export const ValueHistory = <Profile, Field extends string>({
  query,
  fields,
  nameOf,
  textOf,
  now,
  empty,
  onRestore,
  onClose,
}: ValueHistoryProps<Profile, Field>) => {
  const t = valueHistoryTexts.useTexts()
  const [chosen, setChosen] = useState<Field | 'all'>('all')
  const items = query.data?.pages.flatMap((page) => page.items) ?? []
  // The values that fields came to have: where an entry differs from the one before it.
  const values = items.flatMap((item, at): Value<Profile, Field>[] => {
    const [profile, before] = [profileIn(item) as Profile | undefined, items[at + 1]]
    if (profile === undefined || (before === undefined && query.hasNextPage)) return []
    const earlier = ((before && profileIn(before)) as Profile | undefined) ?? empty
    return fields
      .filter((field) => chosen === 'all' || field === chosen)
      .map((field) => ({ item, field, profile, text: textOf(profile, field) }))
      .filter(({ field, text }) => text !== textOf(earlier, field))
  })
  return (
    <Drawer open title={t('title')} size={420} onClose={onClose}>
      <div className={styles['history']}>
        <Select<Field | 'all'>
          aria-label={t('field')}
          value={chosen}
          onChange={setChosen}
          options={[
            { value: 'all' as const, label: t('all') },
            ...fields.map((field) => ({ value: field, label: nameOf(field) })),
          ]}
        />
        {query.isPending && <SkeletonRows rows={4} height={56} />}
        {query.isError && <ProblemMessage error={query.error} onRetry={() => void query.refetch()} />}
        {query.isSuccess && values.length === 0 && !query.hasNextPage && <p>{t('empty')}</p>}
        {values.map(({ item, field, profile, text }) => (
          <div key={`${item.id} ${field}`} className={styles['entry']}>
            <div className={styles['text']}>
              <span className={styles['quiet']}>{nameOf(field)}</span>
              <span className={styles['value']}>{text || t('nothing')}</span>
              <span className={styles['quiet']}>
                <Instant at={item.occurredAt ?? item.recordedAt} style="dateTime" /> · <EntryActor entry={item} />
              </span>
            </div>
            {text === textOf(now, field) ? (
              <span className={styles['quiet']}>{t('current')}</span>
            ) : (
              onRestore && (
                <Button size="small" onClick={() => onRestore(field, profile)}>
                  {t('restore')}
                </Button>
              )
            )}
          </div>
        ))}
        <LoadMore query={query} label={t('more')} />
      </div>
    </Drawer>
  )
}
