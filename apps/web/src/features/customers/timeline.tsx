import { useInfiniteQuery } from '@tanstack/react-query'
import { EntryTimeline, untilSealed } from '../../components/entry-timeline.tsx'
import { pageTexts } from './page-texts.ts'
import { PinButton, usePins } from './pins.tsx'
import { timelineQuery } from './queries.ts'

const useCustomerEntries = (customerId: string, kinds: string | undefined) =>
  useInfiniteQuery({ ...timelineQuery(customerId, kinds), refetchInterval: untilSealed })

/** Everything that happened to a customer, newest first, each entry with its proof; what is pinned stands above. */
export const Timeline = ({ customerId }: { readonly customerId: string }) => {
  const t = pageTexts.useTexts()
  const pins = usePins(customerId)
  const pinned = new Set(pins.map(({ id }) => id))
  return (
    <EntryTimeline
      useEntries={(kinds) => useCustomerEntries(customerId, kinds)}
      pinned={pins}
      pinnedTitle={t('pinned')}
      actions={({ id }) => <PinButton customerId={customerId} entryId={id} pinned={pinned.has(id)} />}
    />
  )
}
