import {
  mostFilterDepth,
  type CustomField,
  type CustomerCondition,
  type CustomerFilter,
  type FieldTypeName,
} from '@candor/api'

/** What a condition can be about, in the order in which it is offered. */
export const filterFields = [
  'country',
  'owner',
  'tag',
  'merchant',
  'stage',
  'class',
  'spent',
  'orders',
  'returns',
  'lastOrder',
  'firstOrder',
  'created',
  'text',
  'custom',
] as const
export type FilterField = (typeof filterFields)[number]
export type FilterOperator = CustomerCondition['is']

const times = ['within', 'notWithin', 'from', 'until', 'between'] as const
const numbers = ['atLeast', 'atMost', 'between'] as const

/** How each field can be asked for. */
export const operatorsOf: Readonly<Record<FilterField, readonly FilterOperator[]>> = {
  country: ['anyOf', 'noneOf', 'empty', 'filled'],
  owner: ['anyOf', 'noneOf', 'empty', 'filled'],
  tag: ['anyOf', 'allOf', 'noneOf', 'empty', 'filled'],
  merchant: ['anyOf', 'noneOf'],
  stage: ['anyOf', 'noneOf'],
  class: ['anyOf', 'noneOf'],
  spent: numbers,
  orders: numbers,
  returns: numbers,
  lastOrder: [...times, 'empty', 'filled'],
  firstOrder: [...times, 'empty', 'filled'],
  created: times,
  text: ['contains'],
  custom: ['anyOf', 'noneOf', 'atLeast', 'atMost', 'between', 'within', 'notWithin', 'empty', 'filled'],
}

const ranges = ['atLeast', 'atMost', 'between', 'empty', 'filled'] as const
const amongOptions = ['anyOf', 'noneOf', 'empty', 'filled'] as const

const ofTypes: Readonly<Record<FieldTypeName, readonly FilterOperator[]>> = {
  text: amongOptions,
  choice: amongOptions,
  choices: amongOptions,
  boolean: amongOptions,
  customer: amongOptions,
  company: amongOptions,
  record: amongOptions,
  number: ranges,
  money: ranges,
  date: ['within', 'notWithin', ...ranges],
  formula: [],
  secret: [],
}

/** How a field of the company’s own can be asked for; not at all where lists do not look into it. */
export const operatorsOfOwn = ({ settings }: CustomField): readonly FilterOperator[] => ofTypes[settings.type]

/** A condition while it is written: every part can be missing yet. */
export interface DraftCondition {
  readonly key: string
  readonly field: FilterField
  /** Of the field of the company’s own that is meant. */
  readonly ownKey?: string
  readonly is: FilterOperator
  readonly values?: readonly string[]
  readonly from?: string
  readonly to?: string
  readonly until?: string
  readonly last?: { readonly count: number; readonly unit: 'day' | 'week' | 'month' | 'year' }
  readonly text?: string
}
export interface DraftGroup {
  readonly key: string
  readonly mode: 'all' | 'any'
  readonly parts: readonly DraftPart[]
}
export type DraftPart = DraftCondition | DraftGroup

export const isDraftGroup = (part: DraftPart): part is DraftGroup => 'parts' in part

let made = 0
const newKey = (): string => {
  made += 1
  return String(made)
}

/** A condition to begin with. */
export const newCondition = (field: FilterField = 'country', is?: FilterOperator): DraftCondition => ({
  key: newKey(),
  field,
  is: is ?? operatorsOf[field][0] ?? 'anyOf',
  last: { count: 30, unit: 'day' },
})

/** A condition on a field of the company’s own. */
export const newOwnCondition = (own: CustomField): DraftCondition => ({
  ...newCondition('custom', operatorsOfOwn(own)[0]),
  ownKey: own.key,
})

/** @param first what it begins with */
export const newGroup = (mode: 'all' | 'any', first = newCondition()): DraftGroup => ({
  key: newKey(),
  mode,
  parts: [first],
})

const draftOf = (filter: CustomerFilter): DraftPart => {
  if ('all' in filter) return { key: newKey(), mode: 'all', parts: filter.all.map(draftOf) }
  if ('any' in filter) return { key: newKey(), mode: 'any', parts: filter.any.map(draftOf) }
  // `key` is the draft’s own name for a line.
  const strings = Object.entries(filter).map(([name, value]) => [
    name === 'key' ? 'ownKey' : name,
    typeof value === 'number' ? String(value) : value,
  ])
  return { key: newKey(), ...(Object.fromEntries(strings) as Omit<DraftCondition, 'key'>) }
}

/** A filter as the builder holds it: always a group outside. */
export const toDraft = (filter: CustomerFilter | undefined, first = newCondition()): DraftGroup => {
  if (filter === undefined) return newGroup('all', first)
  const draft = draftOf(filter)
  return isDraftGroup(draft) ? draft : { key: newKey(), mode: 'all', parts: [draft] }
}

const wholeOf = (text: string | undefined): number | undefined =>
  text !== undefined && /^\d{1,9}$/.test(text) ? Number(text) : undefined
const minorOr = (text: string | undefined): string | undefined =>
  text !== undefined && /^-?\d{1,18}$/.test(text) ? text : undefined

/** The condition as the API takes it, without what belongs to other ways of asking; nothing while a part is missing. */
const conditionOf = ({ field, is, ownKey, ...parts }: DraftCondition): object | undefined => {
  const head = field === 'custom' ? { field, key: ownKey, is } : { field, is }
  const complete = (needed: Record<string, unknown>) =>
    Object.values({ ...head, ...needed }).every((value) => value !== undefined) ? { ...head, ...needed } : undefined
  const { values, from, to, until, last, text } = parts
  if (is === 'empty' || is === 'filled') return complete({})
  if (is === 'contains') return complete({ text: text?.trim() || undefined })
  if (is === 'within' || is === 'notWithin') return complete({ last })
  if (is === 'anyOf' || is === 'allOf' || is === 'noneOf')
    return complete({ values: values?.length ? values : undefined })
  if (field === 'custom') {
    const needed = {
      ...(is !== 'atMost' && { from: from || undefined }),
      ...(is !== 'atLeast' && { to: to || undefined }),
    }
    return complete(needed)
  }
  if (field === 'spent' || field === 'orders' || field === 'returns') {
    const read = field === 'spent' ? minorOr : wholeOf
    return complete({ ...(is !== 'atMost' && { from: read(from) }), ...(is !== 'atLeast' && { to: read(to) }) })
  }
  return complete({ ...(is !== 'until' && { from }), ...(is !== 'from' && { until }) })
}

/** The filter that was written; nothing while a condition is incomplete. */
export const fromDraft = (part: DraftPart): CustomerFilter | undefined => {
  if (!isDraftGroup(part)) return conditionOf(part) as CustomerFilter | undefined
  const parts = part.parts.map(fromDraft)
  const complete = parts.filter((each) => each !== undefined)
  if (complete.length < parts.length || complete.length === 0) return undefined
  return part.mode === 'all' ? { all: complete } : { any: complete }
}

/** How many conditions a filter has. */
export const countConditions = (filter: CustomerFilter | undefined): number => {
  if (filter === undefined) return 0
  if ('field' in filter) return 1
  return ('all' in filter ? filter.all : filter.any).reduce((sum, part) => sum + countConditions(part), 0)
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null

const readPart = (raw: unknown, depth: number): DraftPart | undefined => {
  if (!isRecord(raw) || depth > mostFilterDepth) return undefined
  const mode = (['all', 'any'] as const).find((name) => Array.isArray(raw[name]))
  if (mode) {
    const parts = (raw[mode] as unknown[]).map((part) => readPart(part, depth + 1))
    return parts.every((part) => part !== undefined) ? { key: newKey(), mode, parts } : undefined
  }
  const field = filterFields.find((name) => name === raw['field'])
  const is = field && operatorsOf[field].find((name) => name === raw['is'])
  return is && draftOf(raw as unknown as CustomerFilter)
}

/** Reads a filter from an address; the server looks at it again. @returns nothing where it is none */
export const readFilter = (raw: unknown): CustomerFilter | undefined => {
  const draft = readPart(raw, 0)
  return draft && fromDraft(draft)
}
