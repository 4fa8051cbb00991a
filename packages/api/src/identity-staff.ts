import { z } from 'zod'
import { idParams, instant, uuid } from './common.ts'
import {
  done,
  email,
  language,
  linkToken,
  newPassword,
  organisationName,
  personName,
  roleKey,
  roleName,
  staffSession,
} from './identity-parts.ts'
import { defineRoute } from './route.ts'

/** Somebody who works for the organisation, or did. */
export const staffPerson = z.object({
  id: uuid,
  name: z.string(),
  email: z.string(),
  role: roleName,
  joinedAt: instant,
  /** Since when the person may not come in any more; null for those who may. */
  deactivatedAt: instant.nullable(),
  secondFactor: z.boolean(),
})
export type StaffPerson = z.infer<typeof staffPerson>

/** Somebody who was asked to join and has not come yet. */
export const staffInvitation = z.object({
  id: uuid,
  email: z.string(),
  role: roleName,
  invitedBy: z.string().nullable(),
  createdAt: instant,
  expiresAt: instant,
})
export type StaffInvitation = z.infer<typeof staffInvitation>

const tag = 'People and roles'
const tokenParams = z.strictObject({ token: linkToken })

export const staffRoutes = {
  list: defineRoute({
    id: 'listStaff',
    method: 'GET',
    path: '/api/staff',
    access: { right: 'staff.read' },
    tag,
    summary: 'Everybody who works here or did, and who was asked to join',
    response: z.object({ people: z.array(staffPerson), invitations: z.array(staffInvitation) }),
  }),
  change: defineRoute({
    id: 'changeStaff',
    method: 'PATCH',
    path: '/api/staff/:id',
    access: { right: 'staff.manage' },
    tag,
    summary: 'Change somebody’s role, let them in or keep them out, take a lost second factor away; holds at once',
    params: idParams,
    body: z.strictObject({
      role: roleKey.optional(),
      /** false ends every session of the person and lets them in no more. */
      active: z.boolean().optional(),
      /** Only false: the person sets a new one up. */
      secondFactor: z.literal(false).optional(),
    }),
    response: done,
  }),
  invite: defineRoute({
    id: 'inviteStaff',
    method: 'POST',
    path: '/api/staff/invitations',
    access: { right: 'staff.manage' },
    tag,
    summary: 'Ask somebody to join, by a mail with a link that opens once and expires; replaces an earlier one',
    body: z.strictObject({ email, role: roleKey, language: language.default('en') }),
    response: z.object({ id: uuid, expiresAt: instant }),
    status: 201,
  }),
  withdraw: defineRoute({
    id: 'withdrawInvitation',
    method: 'DELETE',
    path: '/api/staff/invitations/:id',
    access: { right: 'staff.manage' },
    tag,
    summary: 'Take an invitation back: its link opens nothing any more',
    params: idParams,
    response: done,
  }),
  /** Public: who holds the link was sent it. */
  invitation: defineRoute({
    id: 'getInvitation',
    method: 'GET',
    path: '/api/invitations/:token',
    access: 'public',
    tag,
    summary: 'What an invitation’s link invites to; 404 when it was used, taken back or has expired',
    params: tokenParams,
    response: z.object({ email: z.string(), organisation: organisationName, role: roleName, expiresAt: instant }),
  }),
  accept: defineRoute({
    id: 'acceptInvitation',
    method: 'POST',
    path: '/api/invitations/:token/accept',
    access: 'public',
    tag,
    summary: 'Join with a name and a password of one’s own; uses the link up',
    params: tokenParams,
    body: z.strictObject({ name: personName, password: newPassword, language: language.nullable().default(null) }),
    response: z.object({
      /** null when the account has a second factor: sign in then. */
      staff: staffSession.nullable(),
    }),
    status: 201,
  }),
} as const
