import { z } from 'zod'
import { uuid } from './common.ts'
import { rights, roles } from './rights.ts'

/** Parts that several routes of identity share. */
export const email = z.email().max(254)
/** A password as it is typed to be checked. */
export const password = z.string().min(1).max(200)
/** A password to be set: the server refuses common ones besides. */
export const newPassword = z.string().min(10).max(200)
export const personName = z.string().trim().min(1).max(120)
export const language = z.enum(['en', 'zh-CN'])
export const right = z.enum(rights)
export const organisationName = z.object({ id: uuid, slug: z.string(), name: z.string(), nameZh: z.string() })

/** One of the roles that every organisation has, by its name, or one that it made itself, by its id. */
export const roleKey = z.union([z.enum(roles), uuid])

/** A role as screens name it. */
export const roleName = z.object({ key: roleKey, name: z.string(), nameZh: z.string() })

/** A signed-in member of staff, as the staff app shows it. */
export const staffSession = z.object({
  userId: uuid,
  name: z.string(),
  email: z.string(),
  role: roleName,
  /** What this person may do; the server decides by the same list. */
  rights: z.array(right),
  organisation: organisationName,
  /** Language chosen by the person; null follows the browser. */
  language: language.nullable(),
})
export type StaffSession = z.infer<typeof staffSession>

/** A link token in an address or a body: 256 bits or more in base64url. */
export const linkToken = z.string().regex(/^[\w-]{43,128}$/)

export const nothing = z.strictObject({})
export const done = z.object({ done: z.literal(true) })
