import type { App, Platform } from '../../platform/platform.ts'
import { LookKeeper } from './keeper.ts'
import type { AccessLogNeeds } from './needs.ts'
import { noteLooks } from './note.ts'
import { registerAccessLogRoutes } from './routes.ts'

export { accessLogAuditor } from './audit.ts'
export { eraseLooks, forgetOldLooks } from './forget.ts'
export type { AccessLogNeeds, RoleName } from './needs.ts'
export { isLookAt, looksAt } from './read.ts'

/** Milliseconds that a look waits for others that belong to it before it comes into the journal. */
export const usualGathering = 2_000

/**
 * Puts the log of who looked at personal data on the server.
 * @param gatherFor see {@link usualGathering}
 */
export const registerAccessLog = (app: App, { db, log }: Platform, needs: AccessLogNeeds, gatherFor: number): void => {
  const keeper = new LookKeeper(db, needs, log, gatherFor)
  app.accessLog.note = noteLooks(db, (organisationId) => keeper.noted(organisationId))
  registerAccessLogRoutes(app, needs)
  app.addHook('onReady', async () => keeper.start())
  app.addHook('onClose', async () => keeper.stop())
}
