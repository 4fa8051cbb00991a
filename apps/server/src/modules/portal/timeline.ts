import { internalKinds, type TimelineTopic } from '@candor/api'
import type { Tx } from '../../platform/db/index.ts'
import type { PortalNeeds } from './needs.ts'

/** Which kinds of entries a topic is made of; a name that ends in a dot stands for all kinds below it. */
const kindsOf: Record<TimelineTopic, readonly string[]> = {
  purchases: ['order.'],
  points: ['points.', 'reward.', 'voucher.'],
  details: ['customer.'],
  contact: ['note.'],
  help: ['ticket.'],
  consent: ['consent.', 'privacy.', 'emergency.'],
  sales: ['quote.', 'invoice.', 'credit-note.'],
}

const staffIdOf = (actor: string): string | undefined => /^staff:(.+)$/.exec(actor)?.[1]

/** The customer's own history with the names of those of the staff who acted. */
export const ownTimeline = async (
  tx: Tx,
  { timelineOf, staffNames }: Pick<PortalNeeds, 'timelineOf' | 'staffNames'>,
  customerId: string,
  {
    topic,
    ...page
  }: { readonly topic?: TimelineTopic | undefined; readonly cursor?: string | undefined; readonly limit: number },
) => {
  const { items, nextCursor } = await timelineOf(tx, customerId, {
    ...page,
    kinds: topic && kindsOf[topic],
    without: internalKinds,
  })
  const staff = new Set(items.flatMap(({ actor }) => staffIdOf(actor) ?? []))
  const names = staff.size === 0 ? new Map<string, string>() : await staffNames(tx.organisationId, [...staff])
  const named = (item: (typeof items)[number]) => ({
    ...item,
    actorName: names.get(staffIdOf(item.actor) ?? '') ?? null,
  })
  return { items: items.map((item) => named(item)), nextCursor }
}
