import { record } from '../modules/journal/index.ts'
import { registerWebhooks, type Webhooks } from '../modules/webhooks/index.ts'
import type { App, Platform } from '../platform/platform.ts'
import type { Notify } from './telling.ts'
import { workers } from './work-side.ts'

/** Puts webhooks on the server. When an endpoint is paused by itself, those who may manage webhooks are told. */
export const registerWebhookSide = (app: App, platform: Platform, { notify }: { readonly notify: Notify }): Webhooks =>
  registerWebhooks(app, platform, {
    record,
    tellPaused: async (tx, { id, version, name }) => {
      const people = await workers(tx)
      await notify(tx, {
        key: `webhook paused ${id} ${version}`,
        kind: 'webhook.paused',
        to: people.filter(({ rights }) => rights.has('webhook.manage')).map((person) => person.id),
        subject: tx.organisationId,
        facts: { name },
        path: '/settings?section=webhooks',
      })
    },
  })
