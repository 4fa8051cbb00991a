import type { ValueMeaning } from './own-value.ts'

/** A journal entry as lists show it; `TimelineItem` of the API fits. */
export interface ShownEntry {
  readonly kind: string
  readonly actor: string
  readonly actorName?: string | null
  readonly body: unknown
}

const record = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {}

const textIn = (fields: Readonly<Record<string, unknown>>, ...names: string[]): string | undefined => {
  for (const name of names) {
    const value = fields[name]
    if (typeof value === 'string' && value !== '') return value
    if (typeof value === 'number') return String(value)
  }
  return undefined
}

/** A value before and after a change. */
export interface FieldChange {
  readonly field: string
  /** What a field of the company’s own is called. */
  readonly label?: { readonly en: string; readonly zh: string } | undefined
  readonly before: string | null
  readonly after: string | null
  /** Of a field of the company’s own: its values as they stand in the entry, and how they are read. */
  readonly own?: { readonly meaning: ValueMeaning; readonly before: unknown; readonly after: unknown } | undefined
}

/** What an address or number says, without its kind and how it was written at first. */
const pointText = (point: unknown): string =>
  Object.entries(record(point))
    .filter(([name, value]) => typeof value === 'string' && name !== 'kind' && name !== 'original')
    .map(([, value]) => value)
    .join(', ')

const shown = (value: unknown): string | null => {
  if (value === null || value === undefined || value === '') return null
  if (typeof value === 'string') return value
  if (typeof value === 'object' && 'sealed' in value) return '••••••'
  if (Array.isArray(value) && value.every((one) => typeof one === 'string')) return value.join(', ')
  if (Array.isArray(value) && value.every((one) => pointText(one) !== '')) return value.map(pointText).join('; ')
  return JSON.stringify(value)
}

const isNamed = (name: unknown): name is { readonly en: string; readonly zh: string } => {
  const { en, zh } = record(name)
  return typeof en === 'string' && typeof zh === 'string'
}

const meaningIn = (change: Readonly<Record<string, unknown>>): ValueMeaning | undefined => {
  const { type, currency, names } = change
  if (typeof type !== 'string') return undefined
  return {
    type,
    currency: typeof currency === 'string' ? currency : undefined,
    names: Object.fromEntries(
      Object.entries(record(names)).filter((entry) => isNamed(entry[1])),
    ) as ValueMeaning['names'],
  }
}

const changesIn = (fields: Readonly<Record<string, unknown>>): FieldChange[] => {
  const changes = fields['changes'] ?? fields['changed']
  if (Array.isArray(changes))
    return changes.map((change) => {
      const { field, before, after } = record(change)
      return { field: String(field ?? change), before: shown(before), after: shown(after) }
    })
  return Object.entries(record(changes)).map(([field, change]) => {
    const { before, after, from, to, label } = record(change)
    const meaning = meaningIn(record(change))
    return {
      field,
      label: isNamed(label) ? label : undefined,
      before: shown(before ?? from),
      after: shown(after ?? to),
      own: meaning && { meaning, before, after },
    }
  })
}

/** What an entry's body says, by name; absent facts stay out, so an unknown body shortens a sentence but never breaks it. */
export const factsOf = (entry: ShownEntry) => {
  const fields = record(entry.body)
  const merchant = record(fields['merchant'])
  const rule = record(fields['rule'])
  const lines = fields['lines']
  return {
    number: textIn(fields, 'orderNumber', 'number'),
    merchantId: textIn(fields, 'merchantId') ?? textIn(merchant, 'id'),
    merchant: textIn(fields, 'merchantName', 'merchant') ?? textIn(merchant, 'name'),
    total: textIn(fields, 'total', 'amount'),
    currency: textIn(fields, 'currency'),
    points: textIn(fields, 'points'),
    lineCount: Array.isArray(lines) ? lines.length : Number(textIn(fields, 'lineCount') ?? Number.NaN),
    ruleVersion: textIn(fields, 'ruleVersion') ?? textIn(rule, 'version'),
    /** What a reward is called in each language. */
    reward: { en: textIn(fields, 'name') ?? '', zh: textIn(fields, 'nameZh') ?? '' },
    reason: textIn(fields, 'reason'),
    title: textIn(fields, 'title'),
    text: textIn(fields, 'text') ?? textIn(record(fields['message']), 'text'),
    subject: textIn(fields, 'subject'),
    rating: textIn(fields, 'rating'),
    promise: textIn(fields, 'promise'),
    contact: textIn(fields, 'kind', 'contact'),
    fileName: textIn(fields, 'fileName'),
    company: textIn(fields, 'company'),
    relation: textIn(fields, 'relation'),
    position: textIn(fields, 'position'),
    told: record(fields['told']),
    /** What a quote or an invoice comes to. */
    sum: textIn(record(fields['sums']), 'total'),
    decision: record(fields['decision']),
    changes: changesIn(fields),
  }
}
export type EntryFacts = ReturnType<typeof factsOf>

/** The group of a kind, for filters: the part before the dot. */
export const entryGroups = [
  'customer',
  'order',
  'points',
  'consent',
  'note',
  'company',
  'task',
  'deal',
  'sales',
  'ticket',
  'import',
  'other',
] as const
export type EntryGroup = (typeof entryGroups)[number]

export const groupOf = (kind: string): EntryGroup => {
  const [head = ''] = kind.split('.')
  if (['call', 'meeting', 'file', 'timeline'].includes(head) || kind === 'company.note-added') return 'note'
  if (head === 'relation') return 'customer'
  if (head === 'pipelines') return 'deal'
  if (head === 'reward' || head === 'voucher') return 'points'
  if (['quote', 'invoice', 'credit-note', 'product'].includes(head)) return 'sales'
  return entryGroups.find((group) => group === head) ?? 'other'
}
