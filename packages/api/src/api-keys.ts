import { z } from 'zod'
import { keyLimits, rightsOfKeys } from './api-key-words.ts'
import { idParams, instant, uuid } from './common.ts'
import type { Right } from './rights.ts'
import { defineRoute } from './route.ts'

const right = z.enum(rightsOfKeys as readonly [Right, ...Right[]])

export const apiKey = z.object({
  id: uuid,
  name: z.string(),
  /** Its last characters, so that people can tell keys apart. */
  hint: z.string(),
  rights: z.array(right),
  requestsAMinute: z.number().int(),
  createdAt: instant,
  createdByName: z.string().nullable(),
  expiresAt: instant,
  /** To the minute. */
  lastUsedAt: instant.nullable(),
  revokedAt: instant.nullable(),
})
export type ApiKey = z.infer<typeof apiKey>

const tag = 'API keys'
const access = { right: 'key.manage' } as const

/** Keys by which programs use the API for staff: `Authorization: Bearer <key>`. */
export const apiKeyRoutes = {
  list: defineRoute({
    id: 'listApiKeys',
    method: 'GET',
    path: '/api/api-keys',
    access,
    tag,
    summary: 'Keys of programs, newest first; at most five hundred',
    response: z.object({ items: z.array(apiKey) }),
  }),
  create: defineRoute({
    id: 'createApiKey',
    method: 'POST',
    path: '/api/api-keys',
    access,
    tag,
    summary: 'Make a key; it is in this answer and never shown again. It can have no right that its maker lacks',
    body: z.strictObject({
      name: z.string().trim().min(1).max(80),
      rights: z.array(right).min(1),
      days: z.number().int().min(1).max(keyLimits.mostDays).default(keyLimits.usualDays),
      requestsAMinute: z
        .number()
        .int()
        .min(keyLimits.leastAMinute)
        .max(keyLimits.mostAMinute)
        .default(keyLimits.usualAMinute),
    }),
    response: z.object({ id: uuid, key: z.string(), expiresAt: instant, entryId: uuid }),
    status: 201,
  }),
  revoke: defineRoute({
    id: 'revokeApiKey',
    method: 'DELETE',
    path: '/api/api-keys/:id',
    access,
    tag,
    summary: 'Revoke a key for good',
    params: idParams,
    response: z.object({ id: uuid, entryId: uuid }),
  }),
} as const
