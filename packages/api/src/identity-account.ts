import { z } from 'zod'
import { idParams, instant, uuid } from './common.ts'
import { done, nothing, password } from './identity-parts.ts'
import { defineRoute } from './route.ts'

/** One place where somebody is signed in. */
export const staffSessionItem = z.object({
  id: uuid,
  /** Whether it is the session that asks. */
  current: z.boolean(),
  /** Browser and system as they name themselves; null when they do not. */
  browser: z.string().nullable(),
  system: z.string().nullable(),
  signedInAt: instant,
  expiresAt: instant,
})
export type StaffSessionItem = z.infer<typeof staffSessionItem>

const tag = 'My account'
const recoveryCodes = z.object({ recoveryCodes: z.array(z.string()) })

/** What concerns nobody but whoever asks. */
export const accountRoutes = {
  get: defineRoute({
    id: 'getAccount',
    method: 'GET',
    path: '/api/account',
    access: 'staff',
    tag,
    summary: 'How one’s own account is protected',
    response: z.object({
      secondFactor: z.object({ on: z.boolean(), since: instant.nullable(), recoveryCodesLeft: z.number().int() }),
    }),
  }),
  sessions: defineRoute({
    id: 'listSessions',
    method: 'GET',
    path: '/api/account/sessions',
    access: 'staff',
    tag,
    summary: 'Where one is signed in',
    response: z.object({ items: z.array(staffSessionItem) }),
  }),
  endSession: defineRoute({
    id: 'endSession',
    method: 'DELETE',
    path: '/api/account/sessions/:id',
    access: 'staff',
    tag,
    summary: 'End one of one’s own sessions; holds at once',
    params: idParams,
    response: done,
  }),
  endOtherSessions: defineRoute({
    id: 'endOtherSessions',
    method: 'POST',
    path: '/api/account/sessions/end-others',
    access: 'staff',
    tag,
    summary: 'End all of one’s own sessions but this one',
    body: nothing,
    response: z.object({ ended: z.number().int() }),
  }),
  /** Nothing is asked of anybody until it is confirmed with a first code. */
  beginSecondFactor: defineRoute({
    id: 'beginSecondFactor',
    method: 'POST',
    path: '/api/account/second-factor',
    access: 'staff',
    tag,
    summary: 'Get a secret for an authenticator app (RFC 6238)',
    body: z.strictObject({ password }),
    response: z.object({
      /** Base32, to type in. */
      secret: z.string(),
      /** otpauth:// address, to show as a picture. */
      uri: z.string(),
    }),
  }),
  confirmSecondFactor: defineRoute({
    id: 'confirmSecondFactor',
    method: 'POST',
    path: '/api/account/second-factor/confirm',
    access: 'staff',
    tag,
    summary: 'Switch the second factor on with a first code; gives the recovery codes, once',
    body: z.strictObject({ code: z.string().trim().min(6).max(12) }),
    response: recoveryCodes,
  }),
  renewRecoveryCodes: defineRoute({
    id: 'renewRecoveryCodes',
    method: 'POST',
    path: '/api/account/second-factor/recovery-codes',
    access: 'staff',
    tag,
    summary: 'Get new recovery codes; the old ones open nothing any more',
    body: z.strictObject({ password }),
    response: recoveryCodes,
  }),
  removeSecondFactor: defineRoute({
    id: 'removeSecondFactor',
    method: 'POST',
    path: '/api/account/second-factor/remove',
    access: 'staff',
    tag,
    summary: 'Switch the second factor off',
    body: z.strictObject({ password }),
    response: done,
  }),
} as const
