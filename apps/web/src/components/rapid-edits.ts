import type { TimelineItem } from '@candor/api'

/** One line of a timeline: an entry, and the changes shortly before it that it stands for. */
export interface TimelineLine {
  readonly item: TimelineItem
  /** Newest first. */
  readonly earlier: readonly TimelineItem[]
}

/** Changes of values: whoever fills in a form makes many of them, and only where they led to is of interest at first sight. */
const changes: ReadonlySet<string> = new Set([
  'customer.updated',
  'customer.tagged',
  'customer.fields-changed',
  'company.updated',
  'company.fields-changed',
])

/** A longer pause between two changes begins another line (milliseconds). */
const pause = 10 * 60_000

const isOneStretch = (later: TimelineItem, earlier: TimelineItem): boolean =>
  changes.has(later.kind) &&
  changes.has(earlier.kind) &&
  later.actor === earlier.actor &&
  Date.parse(later.recordedAt) - Date.parse(earlier.recordedAt) <= pause

/**
 * Puts changes that one person made in quick succession into one line each. Nothing is left out: each line has its entries.
 * @param items newest first
 */
export const linesOf = (items: readonly TimelineItem[]): TimelineLine[] => {
  const stretches: TimelineItem[][] = []
  for (const item of items) {
    const last = stretches.at(-1)?.at(-1)
    if (last !== undefined && isOneStretch(last, item)) stretches.at(-1)!.push(item)
    else stretches.push([item])
  }
  return stretches.map(([item, ...earlier]) => ({ item: item!, earlier }))
}
