import { z } from 'zod'
import { currency, instant, minorUnits, uuid } from './common.ts'
import { builtInObjects, isBuiltInObject, longestFieldText, mostOptions } from './field-words.ts'
import { largestNumber } from './field-values.ts'
import { formulaLimits, formulaTypes } from './formula/index.ts'
import type { Right } from './rights.ts'
import { defineRoute } from './route.ts'

/** What programs call a field; it never changes. */
export const fieldKey = z.string().regex(/^[a-z][a-z0-9_]{0,39}$/)

/** What programs call an object that a company defined. */
export const objectKey = fieldKey.refine((key) => !isBuiltInObject(key), 'is an object that every company has')

const bilingual = (longest: number) =>
  z.strictObject({ en: z.string().trim().max(longest), zh: z.string().trim().max(longest) })
/** A name in both languages. */
export const bilingualName = bilingual(60).refine(
  ({ en, zh }) => en !== '' && zh !== '',
  'give a name in both languages',
)
const label = bilingualName
const help = bilingual(200)

const length = z.number().int().min(1).max(longestFieldText)
const texts = {
  minimumLength: length.optional(),
  maximumLength: length.default(200),
  /** See readPattern: it means the whole text. */
  pattern: z.string().min(1).max(200).optional(),
}
const number = z.number().min(-largestNumber).max(largestNumber)
const day = z.iso.date()

/** Something to choose. A retired one is not offered any more, and stays where it was chosen. */
export const fieldOption = z.strictObject({ key: fieldKey, label, retired: z.boolean().default(false) })
export type FieldOption = z.infer<typeof fieldOption>
const options = z
  .array(fieldOption)
  .min(1)
  .max(mostOptions)
  .refine((all) => new Set(all.map(({ key }) => key)).size === all.length, 'each option has a key of its own')

/** The type of a field and what belongs to it. Amounts are minor units, dates are days. */
export const fieldSettings = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('text'),
    multiline: z.boolean().default(false),
    ...texts,
    default: z.string().trim().min(1).max(longestFieldText).optional(),
  }),
  z.strictObject({
    type: z.literal('number'),
    decimals: z.number().int().min(0).max(6).default(0),
    unit: z.string().trim().max(12).optional(),
    minimum: number.optional(),
    maximum: number.optional(),
    default: number.optional(),
  }),
  z.strictObject({
    type: z.literal('money'),
    currency,
    minimum: minorUnits.optional(),
    maximum: minorUnits.optional(),
    default: minorUnits.optional(),
  }),
  z.strictObject({
    type: z.literal('date'),
    earliest: day.optional(),
    latest: day.optional(),
    default: z.union([day, z.literal('today')]).optional(),
  }),
  z.strictObject({ type: z.literal('choice'), options, default: fieldKey.optional() }),
  z.strictObject({ type: z.literal('choices'), options, default: z.array(fieldKey).max(mostOptions).optional() }),
  z.strictObject({ type: z.literal('boolean'), default: z.boolean().optional() }),
  /** A relation to a customer, or to a company. */
  z.strictObject({ type: z.literal('customer') }),
  z.strictObject({ type: z.literal('company') }),
  /** A relation to a record of an object that the company defined. */
  z.strictObject({ type: z.literal('record'), object: objectKey }),
  z.strictObject({
    type: z.literal('formula'),
    expression: z.string().min(1).max(formulaLimits.length),
    /** What it gives; found by the server. */
    result: z.enum(formulaTypes).optional(),
    decimals: z.number().int().min(0).max(6).default(2),
  }),
  /** Text that is never listed, searched or exported: it is opened one by one, and each opening is recorded. */
  z.strictObject({ type: z.literal('secret'), ...texts }),
])
export type FieldSettings = z.infer<typeof fieldSettings>

/** Roles that may, by name or by the id of a role of one’s own; null is everybody who may with the record itself. */
export const roleList = z.array(z.string().min(1).max(64)).max(50).nullable()

const shape = {
  label,
  help: help.default({ en: '', zh: '' }),
  settings: fieldSettings,
  required: z.boolean().default(false),
  /** The heading it stands under on a page; none where both are empty. */
  section: bilingual(60).default({ en: '', zh: '' }),
  seenBy: roleList.default(null),
  editedBy: roleList.default(null),
}

/** A field that a company defined. */
export const customField = z.object({
  id: uuid,
  object: z.string(),
  key: fieldKey,
  ...shape,
  position: z.number().int(),
  archivedAt: instant.nullable(),
  version: z.number().int(),
  /** Whether whoever asks may fill it in. */
  mayEdit: z.boolean(),
})
export type CustomField = z.infer<typeof customField>

/** What a field holds: text, a number, yes or no, or several options. Amounts are minor units as text, dates days. */
export const fieldValue = z.union([z.string(), z.number(), z.boolean(), z.array(z.string())])
export type FieldValue = z.infer<typeof fieldValue>

/** Values by the keys of their fields; null empties one. */
export const customInput = z.record(fieldKey, fieldValue.nullable())
export type CustomInput = z.infer<typeof customInput>

/** Something that a relation leads to. */
const linked = z.object({ id: uuid, name: z.string() })

/** Values of the fields that whoever asks may see, by key: filled ones, and formulas that have something to say. */
export const customValues = z.record(z.string(), fieldValue)
export type CustomValues = z.infer<typeof customValues>

/** All of a record’s own fields. */
export const customOfRecord = z.object({
  /** Counts the changes, so that two people cannot overwrite each other unawares; 0 while there are none. */
  version: z.number().int(),
  values: customValues,
  /** Secret fields that are filled. */
  secrets: z.array(z.string()),
  /** What relations lead to, by id. */
  linked: z.array(linked),
})
export type CustomOfRecord = z.infer<typeof customOfRecord>

/** One change of one field. */
export const customChange = z.object({
  entryId: uuid,
  recordedAt: instant,
  actor: z.string(),
  actorName: z.string().nullable(),
  key: z.string(),
  before: fieldValue.nullable(),
  after: fieldValue.nullable(),
})
export type CustomChange = z.infer<typeof customChange>

/** Where the routes of fields and values are for a kind of objects, and who may call them. */
type FieldPaths = {
  readonly object: z.ZodType<string, string>
  readonly fields: `/${string}`
  readonly values: `/${string}`
  /** The end of their ids. */
  readonly of: string
  readonly tag: string
  readonly read: Right
  readonly write: Right
  readonly manage: Right
}

const routesOf = ({ object, fields, values, of, tag, read, write, manage }: FieldPaths) => {
  const ofObject = z.strictObject({ object })
  const ofRecord = z.strictObject({ object, id: uuid })
  return {
    list: defineRoute({
      id: `listFields${of}`,
      method: 'GET',
      path: fields,
      access: { right: read },
      tag,
      summary: 'Fields that the caller may see, in their order',
      params: ofObject,
      response: z.object({ items: z.array(customField) }),
    }),
    defined: defineRoute({
      id: `listDefinedFields${of}`,
      method: 'GET',
      path: `${fields}/all`,
      access: { right: manage },
      tag,
      summary: 'All fields, archived ones too, for those who define them',
      params: ofObject,
      response: z.object({ items: z.array(customField) }),
    }),
    schema: defineRoute({
      id: `describeFields${of}`,
      method: 'GET',
      path: `${fields}/schema`,
      access: { right: read },
      tag,
      summary: 'The fields as an OpenAPI schema of `custom`, for programs',
      params: ofObject,
      response: z.record(z.string(), z.unknown()),
    }),
    create: defineRoute({
      id: `createField${of}`,
      method: 'POST',
      path: fields,
      access: { right: manage },
      tag,
      summary: 'Define a field',
      params: ofObject,
      body: z.strictObject({ key: fieldKey, ...shape }),
      response: customField,
      status: 201,
      idempotent: true,
    }),
    change: defineRoute({
      id: `changeField${of}`,
      method: 'PATCH',
      path: `${fields}/:id`,
      access: { right: manage },
      tag,
      summary: 'Change a field; key and type stay',
      params: ofRecord,
      body: z.strictObject({
        version: z.number().int().min(1),
        label: label.optional(),
        help: help.optional(),
        settings: fieldSettings.optional(),
        required: z.boolean().optional(),
        section: bilingual(60).optional(),
        seenBy: roleList.optional(),
        editedBy: roleList.optional(),
      }),
      response: customField,
      idempotent: true,
    }),
    archive: defineRoute({
      id: `archiveField${of}`,
      method: 'PUT',
      path: `${fields}/:id/archived`,
      access: { right: manage },
      tag,
      summary: 'Take a field out of pages and lists, or bring it back; values stay',
      params: ofRecord,
      body: z.strictObject({ archived: z.boolean() }),
      response: customField,
    }),
    order: defineRoute({
      id: `orderFields${of}`,
      method: 'PUT',
      path: `${fields}/order`,
      access: { right: manage },
      tag,
      summary: 'Put the fields in another order',
      params: ofObject,
      body: z.strictObject({ ids: z.array(uuid).min(1).max(200) }),
      response: z.object({ items: z.array(customField) }),
    }),
    remove: defineRoute({
      id: `removeField${of}`,
      method: 'DELETE',
      path: `${fields}/:id`,
      access: { right: manage },
      tag,
      summary: 'Remove a field that no record has a value of',
      params: ofRecord,
      response: z.object({ done: z.literal(true) }),
    }),
    /** Counts to 10,000 and says then that there are more. */
    use: defineRoute({
      id: `useOfField${of}`,
      method: 'GET',
      path: `${fields}/:id/use`,
      access: { right: manage },
      tag,
      summary: 'How many records have a value of a field',
      params: ofRecord,
      response: z.object({ records: z.number().int(), more: z.boolean() }),
    }),
    values: defineRoute({
      id: `getCustomValues${of}`,
      method: 'GET',
      path: values,
      access: { right: read },
      tag,
      summary: 'What the company’s own fields hold for a record',
      params: ofRecord,
      response: customOfRecord,
    }),
    setValues: defineRoute({
      id: `setCustomValues${of}`,
      method: 'PATCH',
      path: values,
      access: { right: write },
      tag,
      summary: 'Fill fields in; refused with the stored values when somebody else was first',
      params: ofRecord,
      body: z.strictObject({ version: z.number().int().min(0), values: customInput }),
      response: customOfRecord.extend({ entryId: uuid }),
      idempotent: true,
    }),
    history: defineRoute({
      id: `historyOfCustomValues${of}`,
      method: 'GET',
      path: `${values}/history`,
      access: { right: read },
      tag,
      summary: 'Changes of the company’s own fields, the newest first, at most two hundred',
      params: ofRecord,
      response: z.object({ items: z.array(customChange) }),
    }),
    reveal: defineRoute({
      id: `revealSecretField${of}`,
      method: 'POST',
      path: `${values}/reveal`,
      access: { right: read },
      tag,
      summary: 'Open one secret field; that it was opened is recorded',
      params: ofRecord,
      body: z.strictObject({ key: fieldKey }),
      response: z.object({ value: z.string().nullable(), entryId: uuid }),
    }),
  } as const
}

/** Fields that a company defines for its customers and companies, and their values. */
export const fieldRoutes = routesOf({
  object: z.enum(builtInObjects) as z.ZodType<string, string>,
  fields: '/api/fields/:object',
  values: '/api/custom-values/:object/:id',
  of: '',
  tag: 'Fields',
  read: 'customer.read',
  write: 'customer.write',
  manage: 'field.manage',
})
export type FieldRoutes = typeof fieldRoutes

/** The same for objects that a company defined itself. */
export const objectFieldRoutes: FieldRoutes = routesOf({
  object: objectKey,
  fields: '/api/objects/:object/fields',
  values: '/api/objects/:object/records/:id/values',
  of: 'OfObject',
  tag: 'Objects',
  read: 'object.read',
  write: 'object.write',
  manage: 'object.manage',
})
