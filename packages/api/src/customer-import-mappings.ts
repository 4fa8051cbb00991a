import { z } from 'zod'
import { instant, pageOf, pageQuery } from './common.ts'
import { customerImportOptions } from './customer-imports.ts'
import { defineRoute } from './route.ts'

/** How a file was read, kept for the next one with the same columns. */
export const customerImportMapping = z.object({
  /** SHA-256 over the names of the columns, lower case hex. */
  id: z.string(),
  /** The file that it was made for, until a person names it. */
  name: z.string(),
  options: customerImportOptions,
  usedAt: instant,
})
export type CustomerImportMapping = z.infer<typeof customerImportMapping>

const tag = 'Customer imports'
const params = z.strictObject({ id: z.string().regex(/^[\da-f]{64}$/) })

export const customerImportMappingRoutes = {
  list: defineRoute({
    id: 'listCustomerImportMappings',
    method: 'GET',
    path: '/api/customer-import-mappings',
    access: { right: 'import.read' },
    tag,
    summary: 'Matchings of columns that are remembered, used last first',
    query: z.strictObject({ ...pageQuery }),
    response: pageOf(customerImportMapping),
  }),
  rename: defineRoute({
    id: 'renameCustomerImportMapping',
    method: 'PATCH',
    path: '/api/customer-import-mappings/:id',
    access: { right: 'import.run' },
    tag,
    summary: 'Name a remembered matching',
    params,
    body: z.strictObject({ name: z.string().trim().min(1).max(120) }),
    response: customerImportMapping,
  }),
  forget: defineRoute({
    id: 'forgetCustomerImportMapping',
    method: 'DELETE',
    path: '/api/customer-import-mappings/:id',
    access: { right: 'import.run' },
    tag,
    summary: 'Forget a matching: the next file with these columns is guessed anew',
    params,
    response: z.object({ done: z.literal(true) }),
  }),
} as const
