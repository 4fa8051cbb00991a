import type { App, Platform } from '../../platform/platform.ts'
import type { Ledger } from './ledger.ts'
import { measureLedger } from './measure.ts'
import { registerLedgerRoutes } from './routes.ts'
import { registerRpc } from './rpc.ts'

/** Puts the ledger's routes and `/rpc` on the server, and has calls sent and events followed while it runs. */
export const registerLedger = (app: App, platform: Platform, ledger: Ledger): void => {
  registerLedgerRoutes(app, platform, ledger)
  registerRpc(app, ledger.provider)
  platform.health.add('ledger', async () => {
    if (ledger.absence !== undefined) return { ok: false, detail: 'the network of the ledger cannot be reached yet' }
    return ledger.stalledSince === undefined ? { ok: true } : { ok: false, detail: 'the ledger takes no calls' }
  })
  measureLedger(app, ledger)
  app.addHook('onReady', async () => ledger.start())
  app.addHook('onClose', async () => ledger.stop())
}
