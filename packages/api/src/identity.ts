import { z } from 'zod'
import { instant, uuid } from './common.ts'
import {
  done,
  email,
  language,
  newPassword,
  nothing,
  organisationName as organisation,
  password,
  staffSession,
} from './identity-parts.ts'
import { defineRoute } from './route.ts'

/** A signed-in customer, as the portal shows it. */
export const customerSession = z.object({ customerId: uuid, organisation, expiresAt: instant })
export type CustomerSession = z.infer<typeof customerSession>

const tag = 'Sign-in'

export const identityRoutes = {
  /** Public, because "nobody" is an answer and not an error. */
  session: defineRoute({
    id: 'getSession',
    method: 'GET',
    path: '/api/session',
    access: 'public',
    tag,
    summary: 'Who of the staff is signed in, if anybody',
    response: z.object({ staff: staffSession.nullable() }),
  }),
  signIn: defineRoute({
    id: 'signIn',
    method: 'POST',
    path: '/api/auth/sign-in',
    access: 'public',
    tag,
    summary: 'Sign in as staff with e-mail and password, and the code of the second factor where there is one',
    body: z.strictObject({
      email,
      password,
      /** Six digits of the authenticator app, or a recovery code. Needed when IDENTITY_CODE_NEEDED was the answer. */
      code: z.string().trim().min(6).max(20).optional(),
    }),
    response: z.object({ staff: staffSession }),
  }),
  signOut: defineRoute({
    id: 'signOut',
    method: 'POST',
    path: '/api/auth/sign-out',
    access: 'public',
    tag,
    summary: 'End the staff session',
    body: nothing,
    response: done,
  }),
  changePassword: defineRoute({
    id: 'changePassword',
    method: 'POST',
    path: '/api/auth/password',
    access: 'staff',
    tag,
    summary: 'Change one’s own password; ends all other sessions',
    body: z.strictObject({ currentPassword: password, newPassword }),
    response: done,
  }),
  setLanguage: defineRoute({
    id: 'setLanguage',
    method: 'PUT',
    path: '/api/session/language',
    access: 'staff',
    tag,
    summary: 'Choose one’s own language; null follows the browser',
    body: z.strictObject({ language: language.nullable() }),
    response: done,
  }),
  portalSession: defineRoute({
    id: 'portalSession',
    method: 'GET',
    path: '/api/portal/session',
    access: 'public',
    tag,
    summary: 'Which customer is signed in, if any',
    response: z.object({ customer: customerSession.nullable() }),
  }),
  /** Answers the same, and as fast, whether or not the address is known. */
  requestCode: defineRoute({
    id: 'portalRequestCode',
    method: 'POST',
    path: '/api/portal/auth/code',
    access: 'public',
    tag,
    summary: 'Send a one-time code to a customer’s e-mail address',
    body: z.strictObject({ email }),
    response: z.object({ sent: z.literal(true), validMinutes: z.number().int() }),
    status: 202,
  }),
  portalSignIn: defineRoute({
    id: 'portalSignIn',
    method: 'POST',
    path: '/api/portal/auth/sign-in',
    access: 'public',
    tag,
    summary: 'Sign in as customer with the code; sets the portal cookie',
    body: z.strictObject({
      email,
      code: z
        .string()
        .trim()
        .regex(/^\d{6}$/),
      /** Needed only when several customers have the address: one of the `choices` of the first answer. */
      customerId: uuid.optional(),
    }),
    response: z.object({
      customer: customerSession.nullable(),
      /** Not empty when the address belongs to several customers, of one organisation or more, and one must be chosen. */
      choices: z.array(
        z.object({ customerId: uuid, name: z.string(), reference: z.string().nullable(), organisation }),
      ),
    }),
  }),
  portalSignOut: defineRoute({
    id: 'portalSignOut',
    method: 'POST',
    path: '/api/portal/auth/sign-out',
    access: 'public',
    tag,
    summary: 'End the customer session',
    body: nothing,
    response: done,
  }),
  /**
   * Open to everybody on this machine while no mail server is set up and the server listens on loopback only;
   * else for those with the right, who see the mail of their own organisation.
   */
  mailbox: defineRoute({
    id: 'listMailbox',
    method: 'GET',
    path: '/api/mailbox',
    access: { right: 'mail.read' },
    tag,
    summary: 'Outgoing mail, newest first',
    query: z.strictObject({ limit: z.coerce.number().int().min(1).max(200).default(50) }),
    response: z.object({
      /** Whether the page is open without sign-in, and so whether to say so. */
      open: z.boolean(),
      /** Whether mail leaves the machine. */
      leaves: z.boolean(),
      items: z.array(
        z.object({
          id: uuid,
          to: z.string(),
          subject: z.string(),
          text: z.string(),
          state: z.enum(['kept', 'queued', 'sent', 'failed']),
          createdAt: instant,
        }),
      ),
    }),
  }),
} as const
