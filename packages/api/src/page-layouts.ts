import { z } from 'zod'
import { builtInObjects } from './field-words.ts'
import { fieldKey, objectKey } from './custom-fields.ts'
import { customerParts, fixedPart, mostLayouts } from './layout-words.ts'
import { defineRoute } from './route.ts'

const once = (names: readonly string[]): boolean => new Set(names).size === names.length
const twice = 'each stands there once'
const parts = z.array(z.enum(customerParts)).max(customerParts.length).refine(once, twice)
const keys = z.array(fieldKey).max(200).refine(once, twice)

/**
 * What a role finds on a page, and in which order. It arranges and hides; it is no permission: what is hidden here can still
 * be read over the API and in lists by whoever may.
 */
export const pageLayout = z.strictObject({
  object: z.union([z.enum(builtInObjects), objectKey]),
  /** By name or by the id of a role of one’s own; null is everybody who has no layout of their role. */
  role: z.string().min(1).max(64).nullable(),
  /** Parts of the page in their order; those that are not named keep their usual place. */
  parts,
  hiddenParts: parts.refine((names) => !names.includes(fixedPart), 'the profile stays'),
  /** Own fields in their order, and those that are not shown. */
  fields: keys,
  hiddenFields: keys,
})
export type PageLayout = z.infer<typeof pageLayout>

const layouts = z
  .array(pageLayout)
  .max(mostLayouts)
  .refine(
    (all) => once(all.map(({ object, role }) => `${object} ${role ?? ''}`)),
    'one layout for an object and a role',
  )

const tag = 'Fields'

export const layoutRoutes = {
  get: defineRoute({
    id: 'getPageLayouts',
    method: 'GET',
    path: '/api/page-layouts',
    access: 'staff',
    tag,
    summary: 'How pages are laid out for each role',
    response: z.object({ version: z.number().int(), layouts }),
  }),
  set: defineRoute({
    id: 'setPageLayouts',
    method: 'PUT',
    path: '/api/page-layouts',
    access: { right: 'field.manage' },
    tag,
    summary: 'Lay pages out; refused when somebody else was first',
    body: z.strictObject({ version: z.number().int().min(0), layouts }),
    response: z.object({ version: z.number().int() }),
    idempotent: true,
  }),
} as const
