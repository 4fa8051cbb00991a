import { z } from 'zod'
import { idParams, instant, minorUnits, pageOf, pageQuery, uuid } from './common.ts'
import { fieldKey } from './custom-fields.ts'
import { customerFilter } from './customer-filter.ts'
import { myself, narrowestColumn, widestColumn } from './customer-words.ts'
import { customerSort, customerSummary } from './customers.ts'
import { defineRoute } from './route.ts'

/** What a list shows of a customer. */
export const customerColumns = [
  'name',
  'email',
  'phone',
  'country',
  'city',
  'owner',
  'tags',
  'orderCount',
  'returnCount',
  'spent',
  'points',
  'lastOrderAt',
  'createdAt',
] as const
/** A column of the list, or `custom:key` for a field of the company’s own. */
export type CustomerColumn = (typeof customerColumns)[number]
export type ListColumn = CustomerColumn | `custom:${string}`
const listColumn = z.union([z.enum(customerColumns), z.templateLiteral(['custom:', fieldKey])])
const mostColumns = customerColumns.length + 30

export const listLayouts = ['table', 'cards', 'kanban'] as const
export type ListLayout = (typeof listLayouts)[number]
export const listGroups = ['owner', 'tag', 'country'] as const
export type ListGroup = (typeof listGroups)[number]
/** What a list is grouped by: the above, or `custom:key` for a field of the company’s own with one of several options. */
export type Grouping = ListGroup | `custom:${string}`
const grouping = z.union([z.enum(listGroups), z.templateLiteral(['custom:', fieldKey])])

/** Which customers a list has: as the list’s own query, the filter not as text. */
export const customerQuery = z.strictObject({
  search: z.string().trim().max(100).optional(),
  country: z.string().max(80).optional(),
  merchantId: uuid.optional(),
  minimumSpent: minorUnits.optional(),
  orderedAfter: instant.optional(),
  orderedBefore: instant.optional(),
  ownerId: z.union([uuid, z.literal(myself)]).optional(),
  tagId: uuid.optional(),
  filter: customerFilter.optional(),
})
export type CustomerQuery = z.infer<typeof customerQuery>

/** All that a view keeps. */
export const customerViewContent = z.strictObject({
  query: customerQuery,
  sort: customerSort,
  /** In the order in which they are shown. */
  columns: z.array(listColumn).min(1).max(mostColumns),
  /** Of the columns that somebody made narrower or wider, in pixels. */
  widths: z.partialRecord(listColumn, z.number().int().min(narrowestColumn).max(widestColumn)).optional(),
  density: z.enum(['comfortable', 'compact']),
  layout: z.enum(listLayouts),
  groupBy: grouping.optional(),
})
export type CustomerViewContent = z.infer<typeof customerViewContent>

/** A list as somebody wants it again. */
export const customerView = z.object({
  id: uuid,
  name: z.string(),
  shared: z.boolean(),
  /** Whether the caller made it. */
  mine: z.boolean(),
  content: customerViewContent,
  version: z.number().int(),
})
export type CustomerView = z.infer<typeof customerView>

const newView = z.strictObject({
  name: z.string().trim().min(1).max(60),
  shared: z.boolean(),
  content: customerViewContent,
})
const done = z.object({ done: z.literal(true) })
const tag = 'Customers'

/** Saved views of the list. Sharing one, and changing one that is shared, needs `list.manage` as well. */
export const customerViewRoutes = {
  list: defineRoute({
    id: 'listCustomerViews',
    method: 'GET',
    path: '/api/customer-views',
    access: { right: 'customer.read' },
    tag,
    summary: 'Your own views and those that are shared, by name',
    response: z.object({ items: z.array(customerView), defaultId: uuid.nullable() }),
  }),
  create: defineRoute({
    id: 'createCustomerView',
    method: 'POST',
    path: '/api/customer-views',
    access: { right: 'customer.read' },
    tag,
    summary: 'Keep a view, for yourself or for everybody',
    body: newView,
    response: customerView,
    status: 201,
    idempotent: true,
  }),
  change: defineRoute({
    id: 'changeCustomerView',
    method: 'PUT',
    path: '/api/customer-views/:id',
    access: { right: 'customer.read' },
    tag,
    summary: 'Change a view; refused when somebody else changed it first',
    params: idParams,
    body: newView.extend({ version: z.number().int().min(1) }),
    response: customerView,
    idempotent: true,
  }),
  remove: defineRoute({
    id: 'removeCustomerView',
    method: 'DELETE',
    path: '/api/customer-views/:id',
    access: { right: 'customer.read' },
    tag,
    summary: 'Remove a view',
    params: idParams,
    response: done,
  }),
  setDefault: defineRoute({
    id: 'setDefaultCustomerView',
    method: 'PUT',
    path: '/api/customer-views/default',
    access: { right: 'customer.read' },
    tag,
    summary: 'The view with which you find the list; null for the list as it is',
    body: z.strictObject({ viewId: uuid.nullable() }),
    response: done,
  }),
} as const

/** What is done with many customers. */
export const bulkAction = z.discriminatedUnion('do', [
  z.strictObject({ do: z.literal('tag'), tagIds: z.array(uuid).min(1).max(20) }),
  z.strictObject({ do: z.literal('untag'), tagIds: z.array(uuid).min(1).max(20) }),
  z.strictObject({ do: z.literal('assign'), ownerId: uuid.nullable() }),
  z.strictObject({ do: z.literal('bin') }),
  z.strictObject({ do: z.literal('restore') }),
])
export type BulkAction = z.infer<typeof bulkAction>

/** With whom: chosen customers, or all that a list has. */
export const bulkTarget = z.union([
  z.strictObject({ ids: z.array(uuid).min(1).max(1000) }),
  z.strictObject({ matching: customerQuery }),
])
export type BulkTarget = z.infer<typeof bulkTarget>

export const bulkSummary = z.object({
  id: uuid,
  action: bulkAction,
  state: z.enum(['running', 'cancelling', 'cancelled', 'completed', 'failed']),
  /** How many there are; null where only the end will tell. */
  total: z.number().int().nullable(),
  changed: z.number().int(),
  /** Were so already. */
  unchanged: z.number().int(),
  skipped: z.number().int(),
  createdAt: instant,
  finishedAt: instant.nullable(),
  undoes: uuid.nullable(),
  undoneBy: uuid.nullable(),
})
export type BulkSummary = z.infer<typeof bulkSummary>

export const bulkOutcome = z.enum(['changed', 'unchanged', 'skipped'])
export const bulkReason = z.enum(['in-bin', 'not-in-bin', 'changed-since', 'gone'])

const accepted = z.object({ id: uuid })

/** Changes of many customers. Bin and restore need `customer.bin` as well. */
export const customerBulkRoutes = {
  start: defineRoute({
    id: 'startCustomerBulk',
    method: 'POST',
    path: '/api/customer-bulks',
    access: { right: 'customer.write' },
    tag,
    summary: 'Tag, untag, assign, bin or restore many customers, in the background',
    body: z.strictObject({ action: bulkAction, target: bulkTarget }),
    response: accepted,
    status: 202,
    idempotent: true,
  }),
  get: defineRoute({
    id: 'getCustomerBulk',
    method: 'GET',
    path: '/api/customer-bulks/:id',
    access: { right: 'customer.write' },
    tag,
    summary: 'How far a bulk change is',
    params: idParams,
    response: bulkSummary,
  }),
  list: defineRoute({
    id: 'listCustomerBulks',
    method: 'GET',
    path: '/api/customer-bulks',
    access: { right: 'customer.write' },
    tag,
    summary: 'Bulk changes, newest first',
    query: z.strictObject({ ...pageQuery }),
    response: pageOf(bulkSummary),
  }),
  rows: defineRoute({
    id: 'getCustomerBulkRows',
    method: 'GET',
    path: '/api/customer-bulks/:id/rows',
    access: { right: 'customer.write' },
    tag,
    summary: 'What became of each customer',
    params: idParams,
    query: z.strictObject({ ...pageQuery, outcome: bulkOutcome.optional() }),
    response: pageOf(
      z.object({
        row: z.number().int(),
        customerId: uuid,
        name: z.string(),
        outcome: bulkOutcome,
        reason: bulkReason.nullable(),
      }),
    ),
  }),
  cancel: defineRoute({
    id: 'cancelCustomerBulk',
    method: 'POST',
    path: '/api/customer-bulks/:id/cancel',
    access: { right: 'customer.write' },
    tag,
    summary: 'Stop a bulk change; what is done stays done and can be taken back',
    params: idParams,
    body: z.strictObject({}),
    response: done,
  }),
  undo: defineRoute({
    id: 'undoCustomerBulk',
    method: 'POST',
    path: '/api/customer-bulks/:id/undo',
    access: { right: 'customer.write' },
    tag,
    summary: 'Take a bulk change back, customer by customer; what was changed since is left',
    params: idParams,
    body: z.strictObject({}),
    response: accepted,
    status: 202,
    idempotent: true,
  }),
} as const

/** A use that a customer decides about; names as in the consent catalogue. */
const consentUse = z.strictObject({
  purpose: z.string().max(63),
  /** All of them have to be allowed. */
  categories: z.array(z.string().max(63)).min(1).max(20),
  recipient: z.string().max(63),
  channel: z.string().max(63).optional(),
})

/** Customers as a CSV file. */
export const customerExportRoutes = {
  start: defineRoute({
    id: 'startCustomerExport',
    method: 'POST',
    path: '/api/customer-exports',
    access: { right: 'customer.export' },
    tag,
    summary: 'Prepare an export; the journal keeps who took what out and what for',
    body: z.strictObject({
      target: bulkTarget,
      columns: z.array(listColumn).min(1).max(mostColumns),
      /** Set where customers are asked first: only who allows it is in the file. Without it the file is for fulfilling the contract. */
      consent: consentUse.optional(),
    }),
    response: accepted,
    status: 201,
    idempotent: true,
  }),
} as const

/** The bin. */
export const customerBinRoutes = {
  list: defineRoute({
    id: 'listCustomerBin',
    method: 'GET',
    path: '/api/customer-bin',
    access: { right: 'customer.bin' },
    tag,
    summary: 'Customers in the bin, those that came in last first',
    query: z.strictObject({ ...pageQuery }),
    response: pageOf(customerSummary.extend({ binnedAt: instant })),
  }),
  move: defineRoute({
    id: 'binCustomer',
    method: 'POST',
    path: '/api/customers/:id/bin',
    access: { right: 'customer.bin' },
    tag,
    summary: 'Move a customer to the bin: out of every list, nothing lost',
    params: idParams,
    body: z.strictObject({}),
    response: done,
    idempotent: true,
  }),
  restore: defineRoute({
    id: 'restoreCustomer',
    method: 'POST',
    path: '/api/customers/:id/restore',
    access: { right: 'customer.bin' },
    tag,
    summary: 'Take a customer out of the bin, as they were',
    params: idParams,
    body: z.strictObject({}),
    response: done,
    idempotent: true,
  }),
} as const
