import type { CustomValues, FieldObject } from '@candor/api'
import { canonicalJson, type JsonValue } from '@candor/journal'
import { blindKeys, subjectKeys, type SubjectKey } from '../../platform/crypto/index.ts'
import type { Tx } from '../../platform/db/index.ts'
import { CandorError } from '../../platform/errors.ts'
import { allFields, fieldBody, kindOf, type Definition, type StoredField } from './definitions/definition.ts'
import { pageLayouts } from './layouts.ts'
import { compareObjects, compareRecords } from './objects/audit.ts'
import { rowsOfRecord, type IndexRow } from './values/index-rows.ts'
import { isGuardedValue, openGuarded, openValues } from './values/seal.ts'

type FieldFindingCode =
  /** A definition is not what was recorded last, or the journal does not speak of it. */
  | 'FIELD_CHANGED'
  /** What a record’s own fields hold is not what was recorded last. */
  | 'CUSTOM_VALUES_CHANGED'
  /** Lists do not find a record by what it holds. */
  | 'CUSTOM_INDEX_CHANGED'
  /** An object is not what was recorded last, or the journal does not speak of it. */
  | 'OBJECT_CHANGED'
  /** A record is gone, or not where it was recorded last: there, or in the bin. */
  | 'OBJECT_RECORD_CHANGED'
  /** Layouts of pages are not what was recorded last. */
  | 'LAYOUTS_CHANGED'

type Finding = {
  readonly code: FieldFindingCode
  readonly table: string
  readonly key: string
  readonly what: string
  readonly detail: { readonly [name: string]: JsonValue }
}

/** An entry, opened. */
type Entry = { readonly id: string; readonly subject: string; readonly kind: string; readonly body: JsonValue }

type ValuesBody = { readonly version: number; readonly values: Readonly<Record<string, JsonValue>> }
type Row = {
  readonly id: string
  readonly object: FieldObject
  readonly sealed: Buffer
  readonly version: number
  readonly entryId: string
}
type StoredIndex = IndexRow & { readonly subjectId: string }

const same = (a: unknown, b: unknown): boolean => canonicalJson(a as JsonValue) === canonicalJson(b as JsonValue)

/** Decrypts, or says that it cannot be done: the cause is a changed row, since the key opened the entry. */
const opened = <T>(open: () => T): T | undefined => {
  try {
    return open()
  } catch (error) {
    if (error instanceof CandorError && error.code === 'CORRUPT_CIPHERTEXT') return undefined
    throw error
  }
}

type FieldRow = {
  readonly id: string
  readonly object: FieldObject
  readonly key: string
  readonly definition: Definition
  readonly archived: boolean
  readonly entryId: string
}

const compareFields = async (tx: Tx, entries: readonly Entry[]): Promise<Finding[]> => {
  if (entries.length === 0) return []
  // Only the entry that a field names as its last is compared; that each has one is looked at in the end.
  const rows = await tx.rows<FieldRow>({
    text: `select id, object, key, definition, archived_at is not null as archived, entry_id as "entryId"
             from custom_field where organisation_id = $1 and entry_id = any($2::uuid[])`,
    values: [tx.organisationId, entries.map(({ id }) => id)],
  })
  const byEntry = new Map(rows.map((row) => [row.entryId, row]))
  return entries.flatMap(({ id, body }) => {
    const row = byEntry.get(id)
    if (row === undefined || same(fieldBody({ ...row, ...row.definition }), body)) return []
    const what = 'The definition of a field is not what was recorded.'
    return [{ code: 'FIELD_CHANGED', table: 'custom_field', key: `field ${row.id}`, what, detail: { entry: id } }]
  })
}

const recordedValues = (key: SubjectKey, { subject, body }: Entry): CustomValues | undefined =>
  opened(() =>
    Object.fromEntries(
      Object.entries((body as unknown as ValuesBody).values).map(([field, value]) => [
        field,
        isGuardedValue(value) ? openGuarded(key, subject, field, value) : value,
      ]),
    ),
  ) as CustomValues | undefined

const changed = (entry: Entry, fields: readonly string[]): Finding => ({
  code: 'CUSTOM_VALUES_CHANGED',
  table: 'custom_value',
  key: `${entry.kind.split('.')[0]} ${entry.subject}`,
  what: 'What the own fields of a record hold is not what was recorded last.',
  detail: { fields: [...fields], entry: entry.id },
})

const line = ({ fieldId, place, number, word }: IndexRow): string =>
  [fieldId, place, number ?? '', word ?? ''].join(' ')

const compareValues = async (tx: Tx, entries: readonly Entry[]): Promise<Finding[]> => {
  if (entries.length === 0) return []
  const subjects = [...new Set(entries.map(({ subject }) => subject))]
  const values = [tx.organisationId, subjects]
  const rows = await tx.rows<Row>({
    text: `select subject_id as id, object, sealed, version, entry_id as "entryId" from custom_value
            where organisation_id = $1 and subject_id = any($2::uuid[])`,
    values,
  })
  const indexed = await tx.rows<StoredIndex>({
    text: `select subject_id as "subjectId", field_id as "fieldId", place, number::text, word from custom_index
            where organisation_id = $1 and subject_id = any($2::uuid[])`,
    values,
  })
  const bySubject = new Map(rows.map((row) => [row.id, row]))
  const indexOf = Map.groupBy(indexed, ({ subjectId }) => subjectId)
  // The entries were opened with these keys, so none of them is made here.
  const [keys, blind] = [await subjectKeys(tx, subjects), await blindKeys(tx)]
  const fields = new Map<FieldObject, StoredField[]>()
  for (const object of new Set(rows.map((row) => row.object))) fields.set(object, await allFields(tx, object))
  return entries.flatMap((entry): Finding[] => {
    const { version } = entry.body as unknown as ValuesBody
    const row = bySubject.get(entry.subject)
    if (row === undefined || row.version < version) return [changed(entry, ['version'])]
    if (row.version > version) return []
    const key = keys.get(entry.subject)!
    const recorded = recordedValues(key, entry)
    const stored = opened(() => openValues(key, row.id, row.sealed))
    if (recorded === undefined || stored === undefined) return [changed(entry, ['values'])]
    const differing = [...new Set([...Object.keys(recorded), ...Object.keys(stored)])].filter(
      (name) => !same(recorded[name] ?? null, stored[name] ?? null),
    )
    if (row.entryId !== entry.id) differing.push('entry')
    const { object } = row
    if (kindOf(object, 'fields-changed') !== entry.kind) differing.push('object')
    const wanted = rowsOfRecord(blind, fields.get(object) ?? [], stored)
      .map(line)
      .toSorted()
    const found = (indexOf.get(entry.subject) ?? []).map(line).toSorted()
    return [
      ...(differing.length === 0 ? [] : [changed(entry, differing)]),
      ...(same(wanted, found)
        ? []
        : [
            {
              code: 'CUSTOM_INDEX_CHANGED' as const,
              table: 'custom_index',
              key: `${object} ${entry.subject}`,
              what: 'Lists do not find a record by what its own fields hold.',
              detail: { entry: entry.id },
            },
          ]),
    ]
  })
}

const isValues = ({ kind }: Entry): boolean => kind.endsWith('.fields-changed')

const compareLayouts = async (tx: Tx, entries: readonly Entry[]): Promise<Finding[]> => {
  const what = 'Layouts of pages are not what was recorded last.'
  return (await pageLayouts.contradicting(tx, entries)).map(({ id }) => ({
    code: 'LAYOUTS_CHANGED',
    table: 'page_layouts',
    key: 'layouts',
    what,
    detail: { entry: id },
  }))
}

const compare = async (tx: Tx, entries: readonly Entry[]): Promise<Finding[]> => [
  ...(await compareLayouts(
    tx,
    entries.filter(({ kind }) => kind === 'layouts.changed'),
  )),
  ...(await compareFields(
    tx,
    entries.filter(({ kind }) => kind.startsWith('field.')),
  )),
  ...(await compareObjects(
    tx,
    entries.filter(({ kind }) => kind.startsWith('object.')),
  )),
  ...(await compareRecords(
    tx,
    entries.filter((entry) => entry.kind.startsWith('record.') && !isValues(entry)),
  )),
  ...(await compareValues(tx, entries.filter(isValues))),
]

/** Rows of which the journal does not speak; a hundred of each at most. */
const checks = [
  {
    code: 'FIELD_CHANGED',
    table: 'custom_field',
    what: 'The journal does not speak of this field.',
    text: `select 'field ' || f.id as key from custom_field f
            where f.organisation_id = $1
              and not exists (select from journal_entry e where e.organisation_id = $1 and e.id = f.entry_id
                                and e.kind in ('field.created', 'field.changed', 'field.archived', 'field.restored'))
            limit 100`,
  },
  {
    code: 'CUSTOM_VALUES_CHANGED',
    table: 'custom_value',
    what: 'The journal does not speak of what the own fields of this record hold.',
    text: `select v.object || ' ' || v.subject_id as key from custom_value v
            where v.organisation_id = $1
              and not exists (select from journal_entry e where e.organisation_id = $1 and e.id = v.entry_id
                                and e.subject = v.subject_id
                                and e.kind = case when v.object in ('customer', 'company') then v.object
                                                  else 'record' end || '.fields-changed')
            limit 100`,
  },
  {
    code: 'CUSTOM_INDEX_CHANGED',
    table: 'custom_index',
    what: 'Lists find something that no record holds.',
    text: `select 'record ' || i.subject_id as key from custom_index i
            where i.organisation_id = $1
              and not exists (select from custom_value v where v.organisation_id = $1 and v.subject_id = i.subject_id)
            limit 100`,
  },
  {
    code: 'OBJECT_CHANGED',
    table: 'custom_object',
    what: 'The journal does not speak of this object.',
    text: `select 'object ' || o.key as key from custom_object o
            where o.organisation_id = $1
              and not exists (select from journal_entry e where e.organisation_id = $1 and e.id = o.entry_id
                                and e.kind in ('object.created', 'object.changed', 'object.archived', 'object.restored'))
            limit 100`,
  },
  {
    code: 'OBJECT_RECORD_CHANGED',
    table: 'object_record',
    what: 'The journal does not speak of this record.',
    text: `select r.object || ' ' || r.id as key from object_record r
            where r.organisation_id = $1
              and not exists (select from journal_entry e where e.organisation_id = $1 and e.id = r.entry_id
                                and e.subject = r.id
                                and e.kind in ('record.created', 'record.binned', 'record.restored'))
            limit 100`,
  },
] as const

const finish = async (tx: Tx): Promise<Finding[]> => {
  const findings: Finding[] = []
  for (const { code, table, what, text } of checks) {
    const rows = await tx.rows<{ key: string }>({ text, values: [tx.organisationId] })
    findings.push(...rows.map(({ key }) => ({ code, table, key, what, detail: {} })))
  }
  return findings
}

/** The auditor of own fields: definitions and values against the entries that recorded them last, lists against the values. */
export const fieldsAuditor = {
  name: 'fields',
  kinds: [
    'field.created',
    'field.changed',
    'field.archived',
    'field.restored',
    'customer.fields-changed',
    'company.fields-changed',
    'record.fields-changed',
    'record.created',
    'record.binned',
    'record.restored',
    'object.created',
    'object.changed',
    'object.archived',
    'object.restored',
    'layouts.changed',
  ],
  compare,
  finish,
}
