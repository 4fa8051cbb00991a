import { requireCustomer } from '../modules/customers/index.ts'
import { record, recordMany } from '../modules/journal/index.ts'
import { onRecorded } from '../modules/journal/recorded-signal.ts'
import { enqueueCall, ensureMember, findMember, type Ledger } from '../modules/ledger/index.ts'
import { registerLoyalty, type Loyalty, type LoyaltyNeeds } from '../modules/loyalty/index.ts'
import { merchantsOf, purchaseCountOf, purchasesAfter, purchasesByNumber } from '../modules/orders/index.ts'
import type { App, Platform } from '../platform/platform.ts'
import { previewRule } from './rule-preview.ts'
import { handleAndTell, type Notify } from './telling.ts'
import { customerNames } from './work-side.ts'

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
    record,
    recordMany,
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
