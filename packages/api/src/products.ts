import { z } from 'zod'
import { currency, idParams, instant, minorUnits, pageOf, pageQuery, uuid } from './common.ts'
import { defineRoute } from './route.ts'

const text = (longest: number) => z.string().trim().min(1).max(longest)

/** Per cent with up to three decimals: `20`, `8.875`. */
export const taxRate = z.string().regex(/^\d{1,3}(\.\d{1,3})?$/)

/** What something costs: each currency once. */
const prices = z
  .array(z.strictObject({ currency, unitPrice: minorUnits.regex(/^\d{1,15}$/) }))
  .max(20)
  .refine(
    (list) => new Set(list.map((price) => price.currency)).size === list.length,
    'each currency stands there once',
  )

const fields = {
  code: text(64),
  name: text(200),
  nameZh: text(200),
  /** What one of it is: piece, hour, kg. */
  unit: text(20),
  taxRate,
  prices,
}

export const product = z.object({
  id: uuid,
  version: z.number().int(),
  code: z.string(),
  name: z.string(),
  nameZh: z.string(),
  unit: z.string(),
  taxRate,
  prices: z.array(z.object({ currency, unitPrice: minorUnits })),
  archived: z.boolean(),
  changedAt: instant,
  /** The journal entry that recorded what is stored now. */
  entryId: uuid,
})
export type Product = z.infer<typeof product>

const changed = z.object({ id: uuid, version: z.number().int(), entryId: uuid })
const tag = 'Products'

export const productRoutes = {
  list: defineRoute({
    id: 'listProducts',
    method: 'GET',
    path: '/api/products',
    access: { right: 'sales.read' },
    tag,
    summary: 'Products by code; those that begin with a text in code or name',
    query: z.strictObject({
      ...pageQuery,
      /** Part of code or name. */
      q: z.string().trim().max(80).optional(),
      archived: z.enum(['no', 'yes']).default('no'),
    }),
    response: pageOf(product),
  }),
  get: defineRoute({
    id: 'getProduct',
    method: 'GET',
    path: '/api/products/:id',
    access: { right: 'sales.read' },
    tag,
    summary: 'One product',
    params: idParams,
    response: product,
  }),
  create: defineRoute({
    id: 'createProduct',
    method: 'POST',
    path: '/api/products',
    access: { right: 'sales.manage' },
    tag,
    summary: 'Add a product',
    body: z.strictObject(fields),
    response: changed,
    status: 201,
    idempotent: true,
  }),
  update: defineRoute({
    id: 'updateProduct',
    method: 'PATCH',
    path: '/api/products/:id',
    access: { right: 'sales.manage' },
    tag,
    summary: 'Change a product or archive it; documents that are written keep what they say',
    params: idParams,
    body: z.strictObject({
      version: z.number().int().min(1),
      changes: z.strictObject({ ...fields, archived: z.boolean() }).partial(),
    }),
    response: changed,
    idempotent: true,
  }),
} as const
