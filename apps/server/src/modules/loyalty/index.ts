import type { LedgerReader } from '@candor/ledger'
import type { Tx } from '../../platform/db/index.ts'
import type { App, Platform } from '../../platform/platform.ts'
import { pointsAuditor } from './audit/auditor.ts'
import type { EnqueueCall, Entry, Hex, LedgerLog, PreviewRule, Purchases, Recorded, RefusedCall } from './needs.ts'
import { project, retract } from './projection.ts'
import { EarningPump } from './pump.ts'
import { ruleRefused } from './publish-rule.ts'
import { isHeldUp, takeBack } from './refused-batch.ts'
import { furnishRewards, type DemoRewards } from './rewards/demo.ts'
import type { RewardNeeds, RewardParts } from './rewards/needs.ts'
import { projectReward, retractRewards } from './rewards/projection.ts'
import { refusedRewardCalls } from './rewards/refused.ts'
import { registerRewardRoutes } from './rewards/routes.ts'
import { registerLoyaltyRoutes } from './routes.ts'
import { registerRuleRoutes } from './rule-routes.ts'
import { setUpProgramme, type ProgrammeSetUp, type SetUpNeeds } from './set-up.ts'
import { createLoyaltyViews, type LoyaltyViews } from './views.ts'

export { eraseHolders } from './erase.ts'
export { loyaltyErrors } from './errors.ts'
export type { Call, EnqueueCall, LedgerLog, PreviewAsk, PreviewCount, RefusedCall } from './needs.ts'
export type { NewRule } from './publish-rule.ts'
export type { ProgrammeSetUp } from './set-up.ts'
export {
  ledgerMembers,
  pointsByMerchant,
  pointsIssued,
  pointsOfCustomers,
  pointsOfOrders,
  postedUpTo,
} from './totals.ts'
export type { LoyaltyViews } from './views.ts'

/** What the module asks of others; given by the composition root. */
export type LoyaltyNeeds = Omit<SetUpNeeds, 'merchantsOf'> & {
  readonly purchases: Purchases
  readonly record: (tx: Tx, entry: Entry) => Promise<Recorded>
  readonly recordMany: (tx: Tx, entries: readonly Entry[]) => Promise<readonly Recorded[]>
  /** Throws a not-found error unless the customer exists. */
  readonly requireCustomer: (tx: Tx, customerId: string) => Promise<void>
  readonly enqueueCall: EnqueueCall
  readonly previewRule: PreviewRule
  readonly staffNames: (organisationId: string, userIds: readonly string[]) => Promise<ReadonlyMap<string, string>>
  /** The contracts themselves, once they are there. */
  readonly ledger: () => LedgerReader
  readonly addresses: () => { readonly Points: Hex; readonly EarnRules: Hex; readonly Rewards: Hex }
} & Pick<RewardNeeds, 'chainId' | 'customerNames'>

const wantedEvents = [
  ['Programmes', 'ProgrammeCreated'],
  ['EarnRules', 'RulePublished'],
  ['EarnRules', 'Opened'],
  ['Points', 'Enrolled'],
  ['Points', 'EarnedBatch'],
  ['Rewards', 'Offered'],
  ['Rewards', 'StockChanged'],
  ['Rewards', 'Ended'],
  ['Rewards', 'Redeemed'],
  ['Rewards', 'Used'],
  ['Rewards', 'Cancelled'],
] as const

/** What others may use of loyalty. */
export type Loyalty = {
  readonly views: LoyaltyViews
  /** See {@link setUpProgramme}. */
  readonly setUpProgramme: (organisationId: string, setUp: ProgrammeSetUp) => Promise<void>
  /** See {@link furnishRewards}. */
  readonly furnishRewards: (organisationId: string, demo: DemoRewards) => Promise<void>
  /** Takes an event of the ledger over, in the transaction in which it is handed on. */
  readonly onLog: (tx: Tx, log: LedgerLog) => Promise<void>
  /** Takes back the purchases of a batch that the contract refused, in the transaction that notes it. */
  readonly onBatchRefused: (tx: Tx, call: RefusedCall) => Promise<void>
  /** Takes note that the contract refused a version of a rule, likewise. */
  readonly onRuleRefused: (tx: Tx, call: RefusedCall) => Promise<void>
  /** Takes note of a call that the Rewards contract refused, by the function that was called. */
  readonly onRewardRefused: Readonly<
    Record<keyof typeof refusedRewardCalls, (tx: Tx, call: RefusedCall) => Promise<void>>
  >
  /** Something was recorded in an organisation: if it was a purchase, its points come a little sooner. */
  readonly notice: (organisationId: string) => void
  /** Takes back what the chain took back. */
  readonly onRollback: (tx: Tx, fromBlock: number) => Promise<void>
  /** Contracts and events that {@link Loyalty.onLog} wants. */
  readonly events: typeof wantedEvents
  readonly auditor: ReturnType<typeof pointsAuditor>
}

/** Puts the module's routes on the server, and has purchases handed to the ledger while it runs. */
export const registerLoyalty = (app: App, { db, log, events, health }: Platform, needs: LoyaltyNeeds): Loyalty => {
  const views = createLoyaltyViews(needs)
  registerLoyaltyRoutes(app, needs, views)
  registerRuleRoutes(app, needs)
  const rewards: RewardParts = { ...needs, events }
  registerRewardRoutes(app, rewards)
  const pump = new EarningPump(db, needs, log)
  health.add('points', async () =>
    (await isHeldUp(db)) ? { ok: false, detail: 'the ledger refuses purchases of a merchant' } : { ok: true },
  )
  app.addHook('onReady', async () => pump.start())
  app.addHook('onClose', async () => pump.stop())
  return {
    views,
    setUpProgramme: async (organisationId, setUp) =>
      setUpProgramme(db, { ...needs, merchantsOf: needs.purchases.merchantsOf }, organisationId, setUp),
    furnishRewards: async (organisationId, demo) => furnishRewards(db, rewards, organisationId, demo),
    events: wantedEvents,
    onLog: async (tx, entry) => {
      if (entry.contract === 'Rewards') return projectReward(tx, rewards, entry)
      const { posted } = await project(tx, needs, entry)
      tx.afterCommit(() => {
        pump.wake(tx.organisationId)
        if (posted > 0) events.publish(tx.organisationId, { topic: 'points', data: { posted } })
      })
    },
    onBatchRefused: async (tx, call) => {
      await takeBack(tx, needs.purchases, call, Date.now())
      tx.afterCommit(() => pump.wake(tx.organisationId))
    },
    onRuleRefused: async (tx, call) => ruleRefused(tx, needs, call),
    notice: (organisationId) => pump.notice(organisationId),
    onRewardRefused: {
      offer: async (tx, call) => refusedRewardCalls.offer(tx, rewards, call),
      changeStock: async (tx, call) => refusedRewardCalls.changeStock(tx, rewards, call),
      redeem: async (tx, call) => refusedRewardCalls.redeem(tx, rewards, call),
      use: async (tx, call) => refusedRewardCalls.use(tx, rewards, call),
      cancel: async (tx, call) => refusedRewardCalls.cancel(tx, rewards, call),
    },
    onRollback: async (tx, fromBlock) => {
      await retract(tx, fromBlock)
      await retractRewards(tx, fromBlock)
    },
    auditor: pointsAuditor({ ledger: needs.ledger, purchases: needs.purchases }),
  }
}
