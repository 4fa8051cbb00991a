import type { LedgerReader } from '@candor/ledger'
import type { Tx } from '../../../platform/db/index.ts'
import type { Events } from '../../../platform/http/events.ts'
import type { EnqueueCall, Entry, Hex, Purchases, Recorded } from '../needs.ts'

/** What rewards need of others. */
export type RewardNeeds = {
  readonly purchases: Pick<Purchases, 'merchantsOf'>
  readonly record: (tx: Tx, entry: Entry) => Promise<Recorded>
  readonly enqueueCall: EnqueueCall
  readonly ledger: () => LedgerReader
  readonly addresses: () => { readonly Points: Hex; readonly Rewards: Hex }
  readonly chainId: () => number
  /** Names of customers by id. */
  readonly customerNames: (tx: Tx, ids: readonly string[]) => Promise<ReadonlyMap<string, string>>
}

/** With what tells screens that something changed. */
export type RewardParts = RewardNeeds & { readonly events: Events }

/** Tells the member's and staff's screens of a voucher, once the transaction is over. */
export const tellOf = (tx: Tx, { events }: RewardParts, customerId: string): void => {
  const { organisationId } = tx
  tx.afterCommit(() => events.publish(organisationId, { topic: 'reward', data: {}, customerId }))
}

/** Tells staff's screens that the catalogue changed. */
export const tellOfCatalogue = (tx: Tx, { events }: RewardParts): void => {
  const { organisationId } = tx
  tx.afterCommit(() => events.publish(organisationId, { topic: 'reward', data: {} }))
}
