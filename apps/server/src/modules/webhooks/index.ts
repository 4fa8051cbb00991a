import type { Tx } from '../../platform/db/index.ts'
import type { App, Platform } from '../../platform/platform.ts'
import { Couriers } from './couriers.ts'
import { createEndpoint, type EndpointFields } from './manage.ts'
import type { WebhooksNeeds } from './needs.ts'
import { registerWebhookRoutes } from './routes.ts'

export { webhooksAuditor } from './audit.ts'
export { eraseWebhooks } from './erase.ts'
export type { WebhooksNeeds } from './needs.ts'
export { forgetOldDeliveries } from './outbox.ts'

/** What others may use of webhooks. */
export type Webhooks = {
  /** Something of an organisation was sealed. */
  readonly look: (organisationId: string) => void
  /** Adds an endpoint; see createEndpoint. */
  readonly add: (tx: Tx, fields: EndpointFields, actor: string) => Promise<{ readonly id: string }>
}

/** Puts webhooks on the server: the routes, and the couriers that bring messages while it runs. */
export const registerWebhooks = (app: App, { db, log, config }: Platform, needs: WebhooksNeeds): Webhooks => {
  const allowPrivate = config.privateWebhooks
  const couriers = new Couriers({ db, log, needs, allowPrivate })
  registerWebhookRoutes(app, { needs, couriers, allowPrivate })
  app.addHook('onReady', async () => couriers.start())
  app.addHook('onClose', async () => couriers.stop())
  return {
    look: (organisationId) => couriers.look(organisationId),
    add: async (tx, fields, actor) => createEndpoint(tx, needs, fields, actor),
  }
}
