import type { Tx } from '../../platform/db/index.ts'
import type { App, Platform } from '../../platform/platform.ts'
import { Deliveries } from './deliver.ts'
import { notify, type NewNotification } from './notify.ts'
import { registerNotificationRoutes } from './routes.ts'

export { eraseNotifications } from './erase.ts'
export type { NewNotification } from './notify.ts'

/** What the module asks of others; given by the composition root. */
export type NotificationsNeeds = {
  /** The zone in which somebody's days begin and end. */
  readonly timeZoneOf: (tx: Tx, userId: string) => Promise<string>
}

/** What others may use: see {@link NewNotification}. */
export type Notifications = { readonly notify: (tx: Tx, notification: NewNotification) => Promise<void> }

/** Puts the module on the server: routes, and the ways by mail and chat in the background. */
export const registerNotifications = (
  app: App,
  platform: Platform,
  { timeZoneOf }: NotificationsNeeds,
): Notifications => {
  const { db, jobs, mail, events, config } = platform
  const { publicUrl, privateWebhooks: allowPrivate } = config
  const deliveries = new Deliveries({ db, jobs, mail, publicUrl, allowPrivate })
  registerNotificationRoutes(app, platform, deliveries)
  return { notify: async (tx, notification) => notify(tx, { events, deliveries, timeZoneOf }, notification) }
}
