import { requireCustomer } from '../modules/customers/index.ts'
import { recordMany, type NewEntry } from '../modules/journal/index.ts'
import { onRecorded } from '../modules/journal/recorded-signal.ts'
import { enqueueCall, ensureMember, findMember, type Ledger } from '../modules/ledger/index.ts'
import { registerLoyalty, type Loyalty, type LoyaltyNeeds } from '../modules/loyalty/index.ts'
import { merchantsOf, purchaseCountOf, purchasesAfter, purchasesByNumber } from '../modules/orders/index.ts'
import { erasedAmong } from '../platform/crypto/index.ts'
import type { Tx } from '../platform/db/index.ts'
import type { App, Platform } from '../platform/platform.ts'
import { previewRule } from './rule-preview.ts'
import { handleAndTell, type Notify } from './telling.ts'
import { customerNames } from './work-side.ts'

/**
 * What the ledger does for somebody who was erased meanwhile is recorded with the company: there is no key any more to
 * record it under, and nothing that the ledger did may stop what comes after it.
 */
const recordable = async (tx: Tx, entries: readonly NewEntry[]): Promise<NewEntry[]> => {
  const erased = await erasedAmong(
    tx,
    entries.map(({ subject }) => subject),
  )
  return entries.map((entry) => (erased.has(entry.subject) ? { ...entry, subject: tx.organisationId } : entry))
}

/** Puts the points programme on the server and joins it with orders, journal and ledger. Before the ledger starts. */
export const registerLoyaltySide = (
  app: App,
  platform: Platform,
  ledger: Ledger,
  notify: Notify,
  staffNames: LoyaltyNeeds['staffNames'],
): Loyalty => {
  const loyalty = registerLoyalty(app, platform, {
    purchases: { after: purchasesAfter, byNumber: purchasesByNumber, countOf: purchaseCountOf, merchantsOf },
    record: async (tx, entry) => (await recordMany(tx, await recordable(tx, [entry])))[0]!,
    recordMany: async (tx, entries) => recordMany(tx, await recordable(tx, entries)),
    requireCustomer,
    enqueueCall,
    previewRule: async (tx, ask) => previewRule(tx, ask),
    staffNames,
    ensureMember,
    findMember,
    ledger: () => ledger.reader,
    addresses: () => ledger.addresses,
    chainId: () => ledger.chainId,
    customerNames,
  })
  for (const [contract, event] of loyalty.events) ledger.onLog(contract, event, loyalty.onLog)
  ledger.onRefused('Points', 'earnBatch', handleAndTell(notify, loyalty.onBatchRefused))
  ledger.onRefused('EarnRules', 'publish', loyalty.onRuleRefused)
  for (const name of ['offer', 'changeStock', 'redeem', 'use', 'cancel'] as const) {
    ledger.onRefused('Rewards', name, loyalty.onRewardRefused[name])
  }
  ledger.onRollback(loyalty.onRollback)
  const endSignal = onRecorded(loyalty.notice)
  app.addHook('onClose', async () => endSignal())
  return loyalty
}
