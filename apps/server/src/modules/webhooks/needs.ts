import type { JsonObject } from '@candor/journal'
import type { Tx } from '../../platform/db/index.ts'

/** What the module asks of others; given by the composition root. */
export type WebhooksNeeds = {
  readonly record: (
    tx: Tx,
    entry: {
      readonly subject: string
      readonly kind: `webhook.${string}`
      readonly actor: string
      readonly purpose: string
      readonly body: JsonObject
    },
  ) => Promise<{ readonly id: string }>
  /** Tells those who look after webhooks that one was paused by itself. */
  readonly tellPaused: (
    tx: Tx,
    paused: { readonly id: string; readonly version: number; readonly name: string },
  ) => Promise<void>
}
