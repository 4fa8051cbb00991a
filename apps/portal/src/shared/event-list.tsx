import type { TimelineItem } from '@candor/api'
import { useFormat } from '@candor/ui'
import { EventItem } from './event-item.tsx'

interface EventListProps {
  readonly items: readonly TimelineItem[]
  /** Whether days get headings of their own. */
  readonly byDay?: boolean
  readonly flagged?: ReadonlySet<string>
}

const happenedAt = (item: TimelineItem): string => item.occurredAt ?? item.recordedAt

/** Consecutive items of one day in the reader's zone. */
const daysOf = (items: readonly TimelineItem[], dayOf: (instant: string) => string) => {
  const days: { day: string; items: TimelineItem[] }[] = []
  for (const item of items) {
    const day = dayOf(happenedAt(item))
    const last = days.at(-1)
    if (last?.day === day) last.items.push(item)
    else days.push({ day, items: [item] })
  }
  return days
}

/** Lines of the record, newest first. */
export const EventList = ({ items, byDay = false, flagged }: EventListProps) => {
  const format = useFormat()
  const list = (shown: readonly TimelineItem[]) => (
    <ol className="events">
      {shown.map((item) => (
        <EventItem key={item.id} item={item} flagged={flagged?.has(item.id) ?? false} timeOnly={byDay} />
      ))}
    </ol>
  )
  if (!byDay) return list(items)
  return daysOf(items, format.date).map(({ day, items: shown }) => (
    <section key={shown[0]?.id} className="day" aria-label={day}>
      <h2 className="day-title">{day}</h2>
      {list(shown)}
    </section>
  ))
}
