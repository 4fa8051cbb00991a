import { z } from 'zod'
import { idParams, uuid } from './common.ts'
import { done, right, roleKey } from './identity-parts.ts'
import { defineRoute } from './route.ts'

/** A role with all it may do. */
export const staffRole = z.object({
  key: roleKey,
  name: z.string(),
  nameZh: z.string(),
  rights: z.array(right),
  /** Whether this organisation made it, and so may change it. */
  custom: z.boolean(),
  /** How many people have it now. */
  people: z.number().int(),
})
export type StaffRole = z.infer<typeof staffRole>

const body = z.strictObject({
  name: z.string().trim().min(1).max(60),
  nameZh: z.string().trim().min(1).max(60),
  rights: z.array(right).max(100),
})

const tag = 'People and roles'

export const roleRoutes = {
  list: defineRoute({
    id: 'listRoles',
    method: 'GET',
    path: '/api/roles',
    access: { right: 'staff.read' },
    tag,
    summary: 'Every role with its rights: those that all organisations have, then one’s own',
    response: z.object({ items: z.array(staffRole) }),
  }),
  create: defineRoute({
    id: 'createRole',
    method: 'POST',
    path: '/api/roles',
    access: { right: 'role.manage' },
    tag,
    summary: 'Make a role of one’s own',
    body,
    response: z.object({ id: uuid }),
    status: 201,
    idempotent: true,
  }),
  update: defineRoute({
    id: 'updateRole',
    method: 'PUT',
    path: '/api/roles/:id',
    access: { right: 'role.manage' },
    tag,
    summary: 'Change the names and rights of a role of one’s own; holds at once for everybody who has it',
    params: idParams,
    body,
    response: done,
  }),
  remove: defineRoute({
    id: 'removeRole',
    method: 'DELETE',
    path: '/api/roles/:id',
    access: { right: 'role.manage' },
    tag,
    summary: 'Remove a role of one’s own that nobody has',
    params: idParams,
    response: done,
  }),
} as const
