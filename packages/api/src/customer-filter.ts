import { z } from 'zod'
import { instant, minorUnits, uuid } from './common.ts'
import { fieldKey } from './custom-fields.ts'
import { lifecycleStages } from './lifecycle-words.ts'
import { mostFilterConditions, mostFilterDepth, myself } from './customer-words.ts'

const values = <Value extends z.ZodType>(value: Value) => z.array(value).min(1).max(50)

/** `empty`: nothing is known there; `filled`: something is. */
const presence = <const Field extends string>(field: Field) =>
  z.strictObject({ field: z.literal(field), is: z.enum(['empty', 'filled']) })

const choice = <const Field extends string, Value extends z.ZodType>(field: Field, value: Value) =>
  z.strictObject({ field: z.literal(field), is: z.enum(['anyOf', 'noneOf']), values: values(value) })

/** A span that ends now, and moves on with it. */
export const timeSpan = z.strictObject({
  count: z.number().int().min(1).max(1000),
  unit: z.enum(['day', 'week', 'month', 'year']),
})
export type TimeSpan = z.infer<typeof timeSpan>

/** `within` the last so many days or months, or `notWithin` them; `from` and `until` are fixed, the end not included. */
const time = <const Field extends string>(field: Field) => [
  z.strictObject({ field: z.literal(field), is: z.enum(['within', 'notWithin']), last: timeSpan }),
  z.strictObject({ field: z.literal(field), is: z.literal('from'), from: instant }),
  z.strictObject({ field: z.literal(field), is: z.literal('until'), until: instant }),
  z.strictObject({ field: z.literal(field), is: z.literal('between'), from: instant, until: instant }),
]

const whole = z.number().int().min(0).max(1_000_000_000)

const count = <const Field extends string>(field: Field) => [
  z.strictObject({ field: z.literal(field), is: z.literal('atLeast'), from: whole }),
  z.strictObject({ field: z.literal(field), is: z.literal('atMost'), to: whole }),
  z.strictObject({ field: z.literal(field), is: z.literal('between'), from: whole, to: whole }),
]

/** A field of the company’s own, by its key. */
const own = { field: z.literal('custom'), key: fieldKey }
const ownValue = z.string().min(1).max(2000)

/**
 * Values as the field holds them, in text: numbers with a point, amounts in minor units, days as YYYY-MM-DD, options by
 * their keys, `true` and `false`, ids. Ends are included; text is compared as a whole.
 */
const ownField = [
  z.strictObject({ ...own, is: z.enum(['anyOf', 'noneOf']), values: values(ownValue) }),
  z.strictObject({ ...own, is: z.enum(['empty', 'filled']) }),
  z.strictObject({ ...own, is: z.literal('atLeast'), from: ownValue }),
  z.strictObject({ ...own, is: z.literal('atMost'), to: ownValue }),
  z.strictObject({ ...own, is: z.literal('between'), from: ownValue, to: ownValue }),
  z.strictObject({ ...own, is: z.enum(['within', 'notWithin']), last: timeSpan }),
] as const

/** A condition on a field of the company’s own. */
export const ownFieldCondition = z.union(ownField)
export type OwnFieldCondition = z.infer<typeof ownFieldCondition>

/** One thing that must be so. Amounts are minor units of the organisation’s currency. */
export const customerCondition = z.union([
  choice('country', z.string().min(1).max(80)),
  presence('country'),
  choice('owner', z.union([uuid, z.literal(myself)])),
  presence('owner'),
  choice('tag', uuid),
  z.strictObject({ field: z.literal('tag'), is: z.literal('allOf'), values: values(uuid) }),
  presence('tag'),
  choice('merchant', uuid),
  choice('stage', z.enum(lifecycleStages)),
  choice('class', z.string().regex(/^[A-Z]$/)),
  z.strictObject({ field: z.literal('spent'), is: z.literal('atLeast'), from: minorUnits }),
  z.strictObject({ field: z.literal('spent'), is: z.literal('atMost'), to: minorUnits }),
  z.strictObject({ field: z.literal('spent'), is: z.literal('between'), from: minorUnits, to: minorUnits }),
  ...count('orders'),
  ...count('returns'),
  ...time('lastOrder'),
  presence('lastOrder'),
  ...time('firstOrder'),
  presence('firstOrder'),
  ...time('created'),
  ...ownField,
  z.strictObject({ field: z.literal('text'), is: z.literal('contains'), text: z.string().trim().min(1).max(100) }),
])
export type CustomerCondition = z.infer<typeof customerCondition>

/** What a list is narrowed by: one condition, or several of which all or any must be so, to any depth up to four. */
export type CustomerFilter =
  | CustomerCondition
  | { readonly all: readonly CustomerFilter[] }
  | { readonly any: readonly CustomerFilter[] }
/** The same for records of own objects. */
export type RecordFilter =
  | OwnFieldCondition
  | { readonly all: readonly RecordFilter[] }
  | { readonly any: readonly RecordFilter[] }

/** Depth of the groups and number of conditions. */
export const sizeOfFilter = (
  filter: CustomerFilter | RecordFilter,
): { readonly depth: number; readonly conditions: number } => {
  if ('field' in filter) return { depth: 0, conditions: 1 }
  const parts = ('all' in filter ? filter.all : filter.any).map(sizeOfFilter)
  return {
    depth: 1 + Math.max(0, ...parts.map(({ depth }) => depth)),
    conditions: parts.reduce((sum, { conditions }) => sum + conditions, 0),
  }
}

/** Groups of conditions, up to a depth. */
const filterOfDepth = <Filter>(condition: z.ZodType<Filter>, depth: number): z.ZodType<Filter> => {
  if (depth === 0) return condition
  const parts = z
    .array(filterOfDepth(condition, depth - 1))
    .min(1)
    .max(mostFilterConditions)
  return z.union([condition, z.strictObject({ all: parts }), z.strictObject({ any: parts })]) as z.ZodType<Filter>
}

const tooMany = { error: `has more than ${mostFilterConditions} conditions` }

/** {@link CustomerFilter}. */
export const customerFilter: z.ZodType<CustomerFilter> = filterOfDepth<CustomerFilter>(
  customerCondition,
  mostFilterDepth,
).refine((filter) => sizeOfFilter(filter).conditions <= mostFilterConditions, tooMany)

/** {@link RecordFilter}. */
export const recordFilter: z.ZodType<RecordFilter> = filterOfDepth<RecordFilter>(
  ownFieldCondition,
  mostFilterDepth,
).refine((filter) => sizeOfFilter(filter).conditions <= mostFilterConditions, tooMany)

const parseJson = (text: string, context: z.RefinementCtx): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    context.addIssue({ code: 'custom', message: 'is not JSON' })
    return z.NEVER
  }
}

/** A filter as JSON in the query of an address. */
export const filterText = z.string().max(8000).transform(parseJson).pipe(customerFilter)

/** The same of a list of records. */
export const recordFilterText = z.string().max(8000).transform(parseJson).pipe(recordFilter)
