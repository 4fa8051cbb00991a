import { z } from 'zod'
import { instant, pageOf, pageQuery, uuid } from './common.ts'
import {
  bilingualName,
  customInput,
  customOfRecord,
  customValues,
  fieldKey,
  objectKey,
  roleList,
} from './custom-fields.ts'
import { recordFilterText } from './customer-filter.ts'
import { timelineItem } from './customers.ts'
import { objectIcons } from './object-words.ts'
import { defineRoute } from './route.ts'

const shape = {
  /** One of them. */
  name: bilingualName,
  /** Many of them. */
  plural: bilingualName,
  icon: z.enum(objectIcons).default('box'),
  /** Whether records tell of the customers whom they name: they are then erased together with any of these. */
  personal: z.boolean().default(true),
  /** Roles that see the records, fill them in, and put them into the bin; owners always may. */
  seenBy: roleList.default(null),
  editedBy: roleList.default(null),
  binnedBy: roleList.default(null),
}

/** A kind of record that a company defined for itself. */
export const ownObject = z.object({
  id: uuid,
  key: fieldKey,
  ...shape,
  position: z.number().int(),
  archivedAt: instant.nullable(),
  version: z.number().int(),
  /** Whether whoever asks may add and fill in records, and put them into the bin. */
  mayEdit: z.boolean(),
  mayBin: z.boolean(),
})
export type OwnObject = z.infer<typeof ownObject>

/** A record of such an object, as lists show it: what it is called, and the fields that were asked for. */
export const recordSummary = z.object({
  id: uuid,
  title: z.string(),
  createdAt: instant,
  changedAt: instant,
  binnedAt: instant.nullable(),
  /** Counts the changes of its fields. */
  customVersion: z.number().int(),
  custom: customValues,
  /** Names of what relations lead to, by id. */
  linked: z.record(z.string(), z.string()),
})
export type RecordSummary = z.infer<typeof recordSummary>

/** One record with everything that it holds. */
export const recordDetail = customOfRecord.extend({
  id: uuid,
  object: fieldKey,
  title: z.string(),
  createdAt: instant,
  changedAt: instant,
  binnedAt: instant.nullable(),
})
export type RecordDetail = z.infer<typeof recordDetail>

/** Orders of a list: by time, or by a field that has an order. */
export const recordSort = z.union([
  z.enum(['createdAt', '-createdAt', '-changedAt']),
  z.templateLiteral(['custom:', fieldKey]),
  z.templateLiteral(['-custom:', fieldKey]),
])
export type RecordSort = z.infer<typeof recordSort>

const ofObject = z.strictObject({ object: objectKey })
const ofRecord = z.strictObject({ object: objectKey, id: uuid })
const search = z.string().trim().max(100)
const listed = {
  search: search.optional(),
  filter: recordFilterText.optional(),
  sort: recordSort.default('-createdAt'),
}
const tag = 'Objects'
const done = z.object({ done: z.literal(true) })
const stored = z.object({ id: uuid, entryId: uuid })

/** Something that leads to a record, a customer or a company: by which field of which object. */
const incoming = z.object({
  object: fieldKey,
  field: fieldKey,
  label: z.object({ en: z.string(), zh: z.string() }),
  records: z.array(z.object({ id: uuid, title: z.string(), changedAt: instant })),
  /** Whether there are more than are listed. */
  more: z.boolean(),
})

/** What became of a file of records. */
export const recordImport = z.object({
  rows: z.number().int(),
  created: z.number().int(),
  changed: z.number().int(),
  unchanged: z.number().int(),
  /** Columns of the file and the fields that they fill; null where none is called so. */
  columns: z.array(z.object({ name: z.string(), key: z.string().nullable() })),
  /** Cells that do not fit, at most a hundred: line of the file, column, what stood there. */
  faults: z.array(z.object({ line: z.number().int(), column: z.string(), cell: z.string() })),
  /** The first rows as they were understood. */
  sample: z.array(customValues),
  /** Of the import as a whole; null of a trial. */
  entryId: uuid.nullable(),
})
export type RecordImport = z.infer<typeof recordImport>

/** Objects that a company defines for itself, and their records. */
export const objectRoutes = {
  list: defineRoute({
    id: 'listObjects',
    method: 'GET',
    path: '/api/objects',
    access: { right: 'object.read' },
    tag,
    summary: 'Objects whose records the caller may see, in their order',
    response: z.object({ items: z.array(ownObject) }),
  }),
  defined: defineRoute({
    id: 'listDefinedObjects',
    method: 'GET',
    path: '/api/objects/all',
    access: { right: 'object.manage' },
    tag,
    summary: 'All objects, archived ones too, for those who define them',
    response: z.object({ items: z.array(ownObject) }),
  }),
  describe: defineRoute({
    id: 'describeObjects',
    method: 'GET',
    path: '/api/objects/openapi',
    access: { right: 'object.read' },
    tag,
    summary: 'The organisation’s objects as an OpenAPI document of their own, for programs',
    response: z.record(z.string(), z.unknown()),
  }),
  create: defineRoute({
    id: 'createObject',
    method: 'POST',
    path: '/api/objects',
    access: { right: 'object.manage' },
    tag,
    summary: 'Define an object; it begins with a field for the title',
    body: z.strictObject({ key: objectKey, ...shape }),
    response: ownObject,
    status: 201,
    idempotent: true,
  }),
  change: defineRoute({
    id: 'changeObject',
    method: 'PATCH',
    path: '/api/objects/:object',
    access: { right: 'object.manage' },
    tag,
    summary: 'Change an object; its key stays',
    params: ofObject,
    body: z
      .strictObject({ version: z.number().int().min(1), ...shape })
      .partial()
      .required({ version: true }),
    response: ownObject,
    idempotent: true,
  }),
  archive: defineRoute({
    id: 'archiveObject',
    method: 'PUT',
    path: '/api/objects/:object/archived',
    access: { right: 'object.manage' },
    tag,
    summary: 'Take an object out of sight, or bring it back; its records stay',
    params: ofObject,
    body: z.strictObject({ archived: z.boolean() }),
    response: ownObject,
  }),
  remove: defineRoute({
    id: 'removeObject',
    method: 'DELETE',
    path: '/api/objects/:object',
    access: { right: 'object.manage' },
    tag,
    summary: 'Remove an object that has no record, and to which no relation leads',
    params: ofObject,
    response: done,
  }),
  records: defineRoute({
    id: 'listRecords',
    method: 'GET',
    path: '/api/objects/:object/records',
    access: { right: 'object.read' },
    tag,
    summary: 'Records, searched, narrowed and sorted',
    params: ofObject,
    query: z.strictObject({
      ...pageQuery,
      ...listed,
      /** Fields to show, by commas. */
      custom: z.string().max(2000).optional(),
      /** Those in the bin instead, the latest first. */
      binned: z.enum(['true']).optional(),
    }),
    response: pageOf(recordSummary),
  }),
  add: defineRoute({
    id: 'createRecord',
    method: 'POST',
    path: '/api/objects/:object/records',
    access: { right: 'object.write' },
    tag,
    summary: 'Add a record',
    params: ofObject,
    body: z.strictObject({ values: customInput }),
    response: stored,
    status: 201,
    idempotent: true,
  }),
  get: defineRoute({
    id: 'getRecord',
    method: 'GET',
    path: '/api/objects/:object/records/:id',
    access: { right: 'object.read' },
    tag,
    summary: 'One record with everything that it holds',
    params: ofRecord,
    response: recordDetail,
  }),
  bin: defineRoute({
    id: 'binRecord',
    method: 'PUT',
    path: '/api/objects/:object/records/:id/binned',
    access: { right: 'object.bin' },
    tag,
    summary: 'Put a record into the bin, or take it out again',
    params: ofRecord,
    body: z.strictObject({ binned: z.boolean() }),
    response: stored,
  }),
  timeline: defineRoute({
    id: 'getRecordTimeline',
    method: 'GET',
    path: '/api/objects/:object/records/:id/timeline',
    access: { right: 'object.read' },
    tag,
    summary: 'Everything that happened to a record, newest first, each entry with its state on the way to being sealed',
    params: ofRecord,
    query: z.strictObject({ ...pageQuery, kinds: z.string().max(500).optional() }),
    response: pageOf(timelineItem),
  }),
  search: defineRoute({
    id: 'searchRecords',
    method: 'GET',
    path: '/api/object-records',
    access: { right: 'object.read' },
    tag,
    summary: 'Records of all objects by a part of what they are called, the best few',
    query: z.strictObject({ search: search.min(1), limit: z.coerce.number().int().min(1).max(20).default(8) }),
    response: z.object({
      items: z.array(z.object({ id: uuid, object: fieldKey, title: z.string() })),
    }),
  }),
  incoming: defineRoute({
    id: 'recordsLeadingTo',
    method: 'GET',
    path: '/api/object-links/:id',
    access: { right: 'object.read' },
    tag,
    summary: 'Records that lead to a customer, a company or another record',
    params: z.strictObject({ id: uuid }),
    response: z.object({ items: z.array(incoming) }),
  }),
} as const
