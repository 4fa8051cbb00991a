/** What a company’s own fields can belong to. */
export const fieldObjects = ['customer', 'company'] as const
export type FieldObject = (typeof fieldObjects)[number]

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
export const formulaBuiltIns = {
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
} as const satisfies Record<FieldObject, Record<string, 'number' | 'text' | 'date' | 'boolean'>>
