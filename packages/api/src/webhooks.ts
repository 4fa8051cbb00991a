import { z } from 'zod'
import { idParams, instant, pageOf, pageQuery, uuid } from './common.ts'
import { done, nothing } from './identity-parts.ts'
import { defineRoute } from './route.ts'
import { deliveryFailures, deliveryStates, webhookKinds, webhookStates } from './webhook-words.ts'

const kinds = z
  .array(z.enum(webhookKinds))
  .min(1)
  .max(webhookKinds.length)
  .refine((list) => new Set(list).size === list.length, 'each kind stands there once')

const fields = {
  /** Where messages go; https. */
  url: z.string().trim().min(1).max(2000),
  description: z.string().trim().max(200),
  /** Kinds of entries to be told of; null for all, those of later versions included. */
  kinds: kinds.nullable(),
}

export const webhookEndpoint = z.object({
  id: uuid,
  version: z.number().int(),
  url: z.string(),
  description: z.string(),
  kinds: z.array(z.string()).nullable(),
  state: z.enum(webhookStates),
  /** `whpk_…`: checks signatures `v1a`. */
  publicKey: z.string(),
  /** Until when the keys before these sign too. */
  oldKeysUntil: instant.nullable(),
  /** How it goes. */
  health: z.object({
    lastSuccessAt: instant.nullable(),
    lastFailureAt: instant.nullable(),
    failingSince: instant.nullable(),
    /** In a row. */
    failures: z.number().int(),
    /** Nothing is sent before this moment, because the receiver asked for a rest or is down. */
    restingUntil: instant.nullable(),
    /** Messages to be sent, counted up to 1000. */
    waiting: z.number().int(),
    /** Messages given up, counted up to 1000. */
    failed: z.number().int(),
    /** Entries of the journal not looked at yet. */
    behind: z.number().int(),
  }),
  createdAt: instant,
  changedAt: instant,
  /** The journal entry that recorded what is stored now. */
  entryId: uuid,
})
export type WebhookEndpoint = z.infer<typeof webhookEndpoint>

export const webhookDelivery = z.object({
  entryId: uuid,
  kind: z.string(),
  /** Value of the header `webhook-id`. */
  messageId: z.string(),
  recordedAt: instant,
  state: z.enum(deliveryStates),
  attempts: z.number().int(),
  /** When it is tried again. */
  dueAt: instant.nullable(),
  tries: z.array(
    z.object({
      at: instant,
      /** HTTP status; null where there was no answer. */
      status: z.number().int().nullable(),
      failure: z.enum(deliveryFailures).nullable(),
      milliseconds: z.number().int(),
    }),
  ),
  /** First bytes of the last answer. */
  answer: z.string().nullable(),
})
export type WebhookDelivery = z.infer<typeof webhookDelivery>

const changed = z.object({ id: uuid, version: z.number().int(), entryId: uuid })
const keys = z.object({
  /** `whsec_…`: checks signatures `v1`. Given here once, and never again. */
  secret: z.string(),
  publicKey: z.string(),
})
const version = z.number().int().min(1)
const tag = 'Webhooks'
const access = { right: 'webhook.manage' } as const

/** Messages to other programs, by Standard Webhooks 1.0. They hold ids only: what they are about is fetched by this API. */
export const webhookRoutes = {
  list: defineRoute({
    id: 'listWebhooks',
    method: 'GET',
    path: '/api/webhooks',
    access,
    tag,
    summary: 'Endpoints and how it goes with them; at most 50',
    response: z.object({ items: z.array(webhookEndpoint) }),
  }),
  create: defineRoute({
    id: 'createWebhook',
    method: 'POST',
    path: '/api/webhooks',
    access,
    tag,
    summary: 'Add an endpoint; it is told of what happens from now on',
    body: z.strictObject(fields),
    response: changed.extend(keys.shape),
    status: 201,
    idempotent: true,
  }),
  update: defineRoute({
    id: 'updateWebhook',
    method: 'PATCH',
    path: '/api/webhooks/:id',
    access,
    tag,
    summary: 'Change an endpoint; refused when somebody else was first',
    params: idParams,
    body: z.strictObject({ version, changes: z.strictObject(fields).partial() }),
    response: changed,
    idempotent: true,
  }),
  pause: defineRoute({
    id: 'pauseWebhook',
    method: 'POST',
    path: '/api/webhooks/:id/pause',
    access,
    tag,
    summary: 'Send nothing more until it goes on',
    params: idParams,
    body: z.strictObject({ version }),
    response: changed,
    idempotent: true,
  }),
  resume: defineRoute({
    id: 'resumeWebhook',
    method: 'POST',
    path: '/api/webhooks/:id/resume',
    access,
    tag,
    summary: 'Go on: where it stopped, or with what happens from now on',
    params: idParams,
    body: z.strictObject({ version, from: z.enum(['stopped', 'now']).default('stopped') }),
    response: changed,
    idempotent: true,
  }),
  remove: defineRoute({
    id: 'removeWebhook',
    method: 'POST',
    path: '/api/webhooks/:id/remove',
    access,
    tag,
    summary: 'Remove an endpoint; it can be brought back',
    params: idParams,
    body: z.strictObject({ version }),
    response: changed,
    idempotent: true,
  }),
  restore: defineRoute({
    id: 'restoreWebhook',
    method: 'POST',
    path: '/api/webhooks/:id/restore',
    access,
    tag,
    summary: 'Bring back an endpoint that was removed; it goes on where it stopped',
    params: idParams,
    body: z.strictObject({ version }),
    response: changed,
    idempotent: true,
  }),
  rotate: defineRoute({
    id: 'rotateWebhookKeys',
    method: 'POST',
    path: '/api/webhooks/:id/rotate',
    access,
    tag,
    summary: 'Make new keys; for some hours the old ones sign too',
    params: idParams,
    body: z.strictObject({ version, overlapHours: z.number().int().min(0).max(168).default(24) }),
    response: changed.extend(keys.shape).extend({ oldKeysUntil: instant.nullable() }),
    idempotent: true,
  }),
  test: defineRoute({
    id: 'testWebhook',
    method: 'POST',
    path: '/api/webhooks/:id/test',
    access,
    tag,
    summary: 'Send a message that only tries the endpoint; its outcome is in the log of deliveries',
    params: idParams,
    body: nothing,
    response: z.object({ entryId: uuid }),
    idempotent: true,
    requestsAMinute: 30,
  }),
  deliveries: defineRoute({
    id: 'listWebhookDeliveries',
    method: 'GET',
    path: '/api/webhooks/:id/deliveries',
    access,
    tag,
    summary: 'Messages to an endpoint, the newest first; kept for 30 days after they were delivered or given up',
    params: idParams,
    query: z.strictObject({ ...pageQuery, state: z.enum(deliveryStates).optional() }),
    response: pageOf(webhookDelivery),
  }),
  replay: defineRoute({
    id: 'replayWebhook',
    method: 'POST',
    path: '/api/webhooks/:id/replay',
    access,
    tag,
    summary: 'Send again what was given up, or everything since a moment, under the same message ids',
    params: idParams,
    body: z.strictObject({ what: z.enum(['failed', 'all']), since: instant.optional() }),
    response: z.object({ count: z.number().int() }),
    idempotent: true,
  }),
  replayOne: defineRoute({
    id: 'replayWebhookDelivery',
    method: 'POST',
    path: '/api/webhooks/:id/deliveries/:entryId/replay',
    access,
    tag,
    summary: 'Send one message again, under the same message id',
    params: z.strictObject({ id: uuid, entryId: uuid }),
    body: nothing,
    response: done,
    idempotent: true,
  }),
} as const
