import { requireCustomer } from '../modules/customers/index.ts'
import { record, recordMany, type NewEntry, type Recorded } from '../modules/journal/index.ts'
import { registerLifecycle, type Lifecycle, type LifecycleNeeds } from '../modules/lifecycle/index.ts'
import type { Tx } from '../platform/db/index.ts'
import type { App, Platform } from '../platform/platform.ts'

/** What can move a customer to another stage or class, as the journal calls it. */
const moving: ReadonlySet<string> = new Set([
  'customer.created',
  'customer.merged',
  'customer.merged-into',
  'customer.unmerged',
  'customer.unmerged-from',
  'order.placed',
  'order.returned',
])

/** Records as the journal does, and has the customers looked at whom it concerns. */
export type WatchedRecording = (tx: Tx, entries: readonly NewEntry[]) => Promise<Recorded[]>

/** Stages and classes, and the way of recording that keeps them up with what happens. */
export type LifecycleSide = Lifecycle & { readonly recordMany: WatchedRecording }

/** Puts stages and classes on the server and joins them with customers and journal. */
export const registerLifecycleSide = (
  app: App,
  platform: Platform,
  staffNames: LifecycleNeeds['staffNames'],
): LifecycleSide => {
  const lifecycle = registerLifecycle(app, platform, { record, recordMany, requireCustomer, staffNames })
  return {
    ...lifecycle,
    recordMany: async (tx, entries) => {
      const recorded = await recordMany(tx, entries)
      await lifecycle.touch(
        tx,
        entries.flatMap(({ kind, subject }) => (moving.has(kind) ? [subject] : [])),
      )
      return recorded
    },
  }
}
