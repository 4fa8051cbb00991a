import { registerConsent, type Consent } from '../modules/consent/index.ts'
import { requireCustomer } from '../modules/customers/index.ts'
import { customerOfEntry } from './customer-of-entry.ts'
import { receiptOf, record } from '../modules/journal/index.ts'
import { enqueueCall, findMember, type Ledger } from '../modules/ledger/index.ts'
import type { App } from '../platform/platform.ts'

/** Puts consent on the server and joins it with customers, journal and ledger. Before the ledger starts. */
export const registerConsentSide = (app: App, ledger: Ledger): Consent => {
  const consent = registerConsent(app, {
    record,
    enqueueCall,
    findMember,
    requireCustomer,
    place: () => ({ chainId: ledger.chainId, contract: ledger.addresses.Consents }),
    subjectOf: customerOfEntry,
    receiptOf,
  })
  ledger.onLog('Consents', 'Decided', consent.onLog)
  ledger.onRefused('Consents', 'decide', consent.onRefused)
  ledger.onRollback(consent.onRollback)
  return consent
}
