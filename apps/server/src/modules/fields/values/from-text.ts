import { checkFieldValue, type CustomValues, type FieldObject, type FieldSettings, type FieldValue } from '@candor/api'
import { readDate } from '@candor/contact'
import type { Tx } from '../../../platform/db/index.ts'
import { livingFields, mayEdit, visibleTo, type StoredField } from '../definitions/definition.ts'
import { anybody, type Authorship, type FillingNeeds, type Viewer } from '../needs.ts'
import { cellText } from './cells.ts'
import { setValues } from './set.ts'
import { storedValues } from './stored.ts'

/** How the columns of a file write dates. */
export type DateOrder = 'YMD' | 'DMY' | 'MDY'

const yes = new Set(['true', 'yes', 'y', '1', 'x', '是', '对', '有'])
const no = new Set(['false', 'no', 'n', '0', '否', '不', '无'])

const plainNumber = (text: string): string => text.replaceAll(/[\s,，'’]/g, '').replace(/^[^\d.+-]+|[^\d.]+$/gu, '')

const decimalsOf = (currency: string): number =>
  new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2

const minorOf = (text: string, currency: string): string | undefined => {
  const [, sign = '', whole = '', fraction = ''] = /^([+-]?)(\d{1,15})(?:\.(\d+))?$/.exec(plainNumber(text)) ?? []
  const digits = decimalsOf(currency)
  if (whole === '' || fraction.replace(/0+$/, '').length > digits) return undefined
  const minor = BigInt(whole + fraction.slice(0, digits).padEnd(digits, '0'))
  return `${sign === '-' && minor !== 0n ? '-' : ''}${minor}`
}

const optionOf = (settings: Extract<FieldSettings, { options: unknown }>, text: string): string | undefined => {
  const wanted = text.trim().toLowerCase()
  const names = ({ key, label }: (typeof settings.options)[number]) => [key, label.en, label.zh]
  return settings.options.find((option) => names(option).some((name) => name.toLowerCase() === wanted))?.key
}

/** A cell of a file as the API would take it; nothing where it cannot be understood. */
const rawOf = (settings: FieldSettings, text: string, order: DateOrder): FieldValue | undefined => {
  switch (settings.type) {
    case 'number': {
      const plain = plainNumber(text)
      return /^[+-]?\d+(?:\.\d+)?$/.test(plain) ? Number(plain) : undefined
    }
    case 'money':
      return minorOf(text, settings.currency)
    case 'date': {
      const read = readDate(text, { order })
      return 'iso' in read ? read.iso : undefined
    }
    case 'boolean': {
      const word = text.trim().toLowerCase()
      return yes.has(word) ? true : no.has(word) ? false : undefined
    }
    case 'choice':
      return optionOf(settings, text)
    case 'choices': {
      const keys = text
        .split(/[;；、\n]/)
        .filter((part) => part.trim() !== '')
        .map((part) => optionOf(settings, part))
      return keys.every((key) => key !== undefined) ? keys : undefined
    }
    case 'text':
    case 'secret':
      return text
    case 'customer':
    case 'company':
    case 'record':
    case 'formula':
    default:
      return undefined
  }
}

/** What a row of a file says of a customer’s own fields, by key, as it is written. */
export type RowTexts = {
  readonly id: string
  readonly texts: Readonly<Record<string, { readonly text: string; readonly order: DateOrder }>>
}

/** What became of it. */
export type TextsOutcome = {
  /** Keys of fields whose cells do not fit them. */
  readonly faults: readonly string[]
  /** Values before and after, of the fields that changed. */
  readonly changed: Readonly<Record<string, { readonly before: FieldValue | null; readonly after: FieldValue | null }>>
}

/** Fields that a file can fill for somebody, with what they are called. Relations and formulas are not among them. */
export const fieldsToImport = async (
  tx: Tx,
  viewer: Viewer,
  object: FieldObject = 'customer',
): Promise<{ readonly key: string; readonly label: { readonly en: string; readonly zh: string } }[]> =>
  visibleTo(await livingFields(tx, object), viewer)
    .filter(
      (field) => mayEdit(field, viewer) && (readable.has(field.settings.type) || field.settings.type === 'secret'),
    )
    .map(({ key, label }) => ({ key, label }))

/** Types that a file can fill. */
const readable: ReadonlySet<string> = new Set(['text', 'number', 'money', 'date', 'choice', 'choices', 'boolean'])

const toExport = async (tx: Tx, object: FieldObject = 'customer'): Promise<StoredField[]> =>
  (await livingFields(tx, object)).filter(({ seenBy, settings }) => seenBy === null && readable.has(settings.type))

/** Keys of fields that everybody may see and that a file can fill again. */
export const keysToExport = async (tx: Tx): Promise<string[]> => (await toExport(tx)).map(({ key }) => key)

/** Cells of these fields; customers without any are left out. */
export const cellsToExport = async (
  tx: Tx,
  ids: readonly string[],
  object: FieldObject = 'customer',
): Promise<Map<string, Record<string, string>>> => {
  const fields = await toExport(tx, object)
  if (fields.length === 0) return new Map()
  const stored = await storedValues(tx, ids)
  return new Map(
    [...stored].map(([id, { values }]) => {
      const cells = fields.map(({ key, settings }) => [key, cellText(settings, values[key], {})] as const)
      return [id, Object.fromEntries(cells.filter(([, text]) => text !== ''))]
    }),
  )
}

type Understood = { readonly values: CustomValues; readonly faults: readonly string[] }

const understood = (
  fields: ReadonlyMap<string, StoredField>,
  texts: RowTexts['texts'],
  stored: Readonly<Record<string, FieldValue>>,
): Understood => {
  const values: CustomValues = {}
  const faults: string[] = []
  for (const [key, { text, order }] of Object.entries(texts)) {
    const field = fields.get(key)
    // A field that was archived since the import began has no place to go; the cell stays with its row.
    const raw = field && rawOf(field.settings, text, order)
    const checked = raw === undefined ? undefined : checkFieldValue(field!.settings, raw, stored[key] ?? null)
    if (checked === undefined || 'fault' in checked) faults.push(key)
    else if (checked.value !== null) values[key] = checked.value
  }
  return { values, faults }
}

/**
 * Fills fields of many customers from cells of a file. What does not fit is left out and said; empty cells are not given.
 * @param rows no customer twice
 * @returns the outcome by customer id
 */
export const fillFromTexts = async (
  tx: Tx,
  needs: FillingNeeds,
  rows: readonly RowTexts[],
  by: Authorship,
): Promise<Map<string, TextsOutcome>> => {
  const fields = new Map((await livingFields(tx, 'customer')).map((field) => [field.key, field]))
  const stored = await storedValues(
    tx,
    rows.map(({ id }) => id),
  )
  const read = rows.map((row) => ({ id: row.id, ...understood(fields, row.texts, stored.get(row.id)?.values ?? {}) }))
  const changes = read.filter(({ values }) => Object.keys(values).length > 0)
  const set = await setValues(tx, needs, 'customer', changes, anybody, by)
  return new Map(
    read.map(({ id, values, faults }) => {
      const outcome = set.get(id)
      const keys = outcome?.outcome === 'changed' ? Object.keys(values) : []
      const changed = keys.flatMap((key) => {
        const [before, after] = [outcome?.before[key] ?? null, outcome?.after[key] ?? null]
        return JSON.stringify(before) === JSON.stringify(after) ? [] : [[key, { before, after }] as const]
      })
      return [id, { faults, changed: Object.fromEntries(changed) }]
    }),
  )
}

/** What cells say, understood without being stored: values, and keys of fields that they do not fit; in the order of the rows. */
export const readTexts = async (
  tx: Tx,
  rows: readonly RowTexts['texts'][],
  object: FieldObject = 'customer',
): Promise<Understood[]> => {
  const fields = new Map((await livingFields(tx, object)).map((field) => [field.key, field]))
  return rows.map((texts) => understood(fields, texts, {}))
}

/**
 * Gives customers the values back that they had, where what an import put there still stands. Who was merged since keeps what
 * they have.
 */
export const takeBack = async (
  tx: Tx,
  needs: FillingNeeds,
  rows: readonly { readonly id: string; readonly changed: TextsOutcome['changed'] }[],
  by: Authorship,
): Promise<void> => {
  const standing = await tx.rows<{ id: string }>({
    text: `select id from customer
            where organisation_id = $1 and id = any($2::uuid[]) and merged_into is null order by id for no key update`,
    values: [tx.organisationId, rows.map(({ id }) => id)],
  })
  const ids = new Set(standing.map(({ id }) => id))
  const stored = await storedValues(tx, [...ids])
  const living = new Set((await livingFields(tx, 'customer')).map(({ key }) => key))
  const changes = rows.flatMap(({ id, changed }) => {
    if (!ids.has(id)) return []
    const now = stored.get(id)?.values ?? {}
    const values = Object.entries(changed).filter(
      ([key, { after }]) => living.has(key) && JSON.stringify(now[key] ?? null) === JSON.stringify(after),
    )
    return values.length === 0
      ? []
      : [{ id, values: Object.fromEntries(values.map(([key, { before }]) => [key, before])), asStored: true }]
  })
  await setValues(tx, needs, 'customer', changes, anybody, by)
}
