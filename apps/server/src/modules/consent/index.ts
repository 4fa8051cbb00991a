import type { ConsentAnswer } from '@candor/api'
import type { Tx } from '../../platform/db/index.ts'
import type { App } from '../../platform/platform.ts'
import { ensureCatalogue } from './catalogue/defaults.ts'
import { decide, type Choice } from './decide.ts'
import { mayUse, type Use } from './may-use.ts'
import type { ConsentNeeds, LedgerLog, RefusedCall } from './needs.ts'
import { project, retract } from './projection.ts'
import { takeRefusal } from './refused.ts'
import { registerConsentRoutes } from './routes.ts'

export { consentAuditor } from './audit/auditor.ts'
export type { Choice } from './decide.ts'
export { eraseConsents } from './erase.ts'
export { consentErrors } from './errors.ts'
export { isRestricted, limitsOf, liftLimit, restrictedAmong, setLimit } from './limits.ts'
export { mayUse, mayUseMany, type Use } from './may-use.ts'
export type { ConsentNeeds, LedgerLog, RefusedCall } from './needs.ts'
export { appendOnlyTables } from './schema.ts'

/** What others may use of consent. */
export type Consent = {
  /** See {@link mayUse}. */
  readonly mayUse: (tx: Tx, use: Use) => Promise<ConsentAnswer>
  /** See {@link decide}. */
  readonly decide: (tx: Tx, customerId: string, choice: Choice, now: number) => Promise<{ entryId: string }>
  /** See {@link ensureCatalogue}. */
  readonly ensureCatalogue: (tx: Tx, actor: string) => Promise<number>
  /** Takes an event of the contract over, in the transaction in which it is handed on. */
  readonly onLog: (tx: Tx, log: LedgerLog) => Promise<void>
  /** Reacts to a refusal by the contract, in the transaction that notes it. */
  readonly onRefused: (tx: Tx, call: RefusedCall) => Promise<void>
  /** Takes back what the chain took back. */
  readonly onRollback: (tx: Tx, fromBlock: number) => Promise<void>
}

/** Puts the module's routes on the server. */
export const registerConsent = (app: App, needs: ConsentNeeds): Consent => {
  registerConsentRoutes(app, needs)
  return {
    mayUse,
    decide: async (tx, customerId, choice, now) => decide(tx, needs, customerId, choice, now),
    ensureCatalogue: async (tx, actor) => ensureCatalogue(tx, needs, actor),
    onLog: async (tx, log) => project(tx, needs, log),
    onRefused: async (tx, call) => takeRefusal(tx, needs, call, Date.now()),
    onRollback: retract,
  }
}
