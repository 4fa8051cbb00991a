/** What every company keeps, and what its own fields can belong to. */
export const builtInObjects = ['customer', 'company'] as const
export type BuiltInObject = (typeof builtInObjects)[number]

/** What fields belong to: a built-in object, or one that the company defined, by its key. */
export type FieldObject = string

/** Whether an object is one that every company keeps. */
export const isBuiltInObject = (object: FieldObject): object is BuiltInObject =>
  (builtInObjects as readonly string[]).includes(object)

/** What a field can hold; it never changes for a field. */
export const fieldTypes = [
  'text',
  'number',
  'money',
  'date',
  'choice',
  'choices',
  'boolean',
  'customer',
  'company',
  'record',
  'formula',
  'secret',
] as const
export type FieldTypeName = (typeof fieldTypes)[number]

/** Types that lists can be sorted by. */
export const sortableTypes: readonly FieldTypeName[] = ['number', 'money', 'date']

/** Types that lists are grouped by: few values, of which a record has one. */
export const groupableTypes: readonly FieldTypeName[] = ['choice', 'boolean']

/** Types that lists show: all but what is opened one by one. */
export const listedTypes: readonly FieldTypeName[] = fieldTypes.filter((type) => type !== 'secret')

/** How many fields an object can have, archived ones included, and options a choice. */
export const mostFields = 200
export const mostOptions = 100

/** The longest text of a field. */
export const longestFieldText = 2000

/** What formulas can use beside the company’s own fields, and what it is. Amounts in whole currency, with decimals. */
const formulaBuiltIns = {
  customer: {
    name: 'text',
    email: 'text',
    country: 'text',
    city: 'text',
    orders: 'number',
    spent: 'number',
    last_order: 'date',
    created: 'date',
  },
  company: { name: 'text', industry: 'text', country: 'text', city: 'text', created: 'date' },
} as const satisfies Record<BuiltInObject, Record<string, 'number' | 'text' | 'date' | 'boolean'>>

const ofOwnObjects = { created: 'date' } as const

/** What formulas of an object can use beside its fields. */
export const formulaBuiltInsOf = (
  object: FieldObject,
): Readonly<Record<string, 'number' | 'text' | 'date' | 'boolean'>> =>
  isBuiltInObject(object) ? formulaBuiltIns[object] : ofOwnObjects

/** The field that says what a record of an own object is called; it is there from the first and cannot go. */
export const titleField = 'title'
