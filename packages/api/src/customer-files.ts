import { z } from 'zod'
import { idParams, instant, pageOf, pageQuery, uuid } from './common.ts'
import { defineRoute } from './route.ts'

/** A file that is kept with a customer. */
export const customerFile = z.object({
  id: uuid,
  /** The name it came with, without folders. */
  name: z.string(),
  /** By what is in it, whatever its name says. */
  type: z.string(),
  size: z.number().int(),
  /** SHA-256 of its content in hex, as the journal has it. */
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  createdBy: z.string(),
  createdByName: z.string().nullable(),
  createdAt: instant,
  entryId: uuid,
})
export type CustomerFile = z.infer<typeof customerFile>

const tag = 'Files'

export const customerFileRoutes = {
  list: defineRoute({
    id: 'listCustomerFiles',
    method: 'GET',
    path: '/api/customers/:id/files',
    access: { right: 'customer.read' },
    tag,
    summary: 'Files of a customer, newest first',
    params: idParams,
    query: z.strictObject({ ...pageQuery }),
    response: pageOf(customerFile),
  }),
  remove: defineRoute({
    id: 'removeCustomerFile',
    method: 'DELETE',
    path: '/api/customer-files/:id',
    access: { right: 'customer.write' },
    tag,
    summary: 'Destroy the content of a file; the journal keeps its hash',
    params: idParams,
    response: z.object({ id: uuid, entryId: uuid }),
  }),
} as const
