import {
  checkFieldValue,
  isBuiltInObject,
  type CustomInput,
  type CustomValues,
  type FieldObject,
  type FieldValue,
  type FieldValueFault,
} from '@candor/api'
import { canonicalJson, type JsonObject, type JsonValue } from '@candor/journal'
import { blindKeys, subjectKeys, type SubjectKey } from '../../../platform/crypto/index.ts'
import type { Tx } from '../../../platform/db/index.ts'
import type { FieldError } from '../../../platform/errors.ts'
import {
  isGuarded,
  kindOf,
  livingFields,
  mayEdit,
  targetOf,
  visibleTo,
  type StoredField,
} from '../definitions/definition.ts'
import { fieldErrors } from '../errors.ts'
import type { Authorship, FieldsNeeds, FillingNeeds, Viewer } from '../needs.ts'
import { namesOf, touchRecords } from '../objects/titles.ts'
import { reindex, rowsOfValue } from './index-rows.ts'
import { guardValue, sealValues } from './seal.ts'
import { storedValues, type StoredValues } from './stored.ts'

/** New values of one record. */
export type ValuesChange = {
  readonly id: string
  /** The version that must be the stored one; any unless given. */
  readonly version?: number | undefined
  readonly values: CustomInput
  /**
   * The values were stored before, with another record or at another time: they are taken as they are, whatever their fields
   * ask for today.
   */
  readonly asStored?: boolean
}

/** What became of one record. */
export type SetOutcome = {
  readonly outcome: 'changed' | 'unchanged'
  readonly before: CustomValues
  readonly after: CustomValues
  readonly version: number
  /** Of the last change. */
  readonly entryId: string | null
}

type Held = { readonly id: string; readonly mergedInto: string | null; readonly binned: boolean }

const lockRecords = {
  customer: `select id, merged_into as "mergedInto", false as binned from customer
              where organisation_id = $1 and id = any($2::uuid[]) order by id for no key update`,
  company: `select id, null as "mergedInto", false as binned from company
             where organisation_id = $1 and id = any($2::uuid[]) order by id for no key update`,
  own: `select id, null as "mergedInto", binned_at is not null as binned from object_record
         where organisation_id = $1 and id = any($2::uuid[]) and object = $3 order by id for no key update`,
} as const

/**
 * Keeps everybody else from changing these records, and makes sure that they are there.
 * @throws FIELD_RECORD_NOT_FOUND, FIELD_RECORD_MERGED, FIELD_RECORD_BINNED
 */
const hold = async (tx: Tx, object: FieldObject, ids: readonly string[]): Promise<void> => {
  const [text, values] = isBuiltInObject(object)
    ? [lockRecords[object], [tx.organisationId, ids]]
    : [lockRecords.own, [tx.organisationId, ids, object]]
  const rows = await tx.rows<Held>({ text, values })
  const found = new Map(rows.map((row) => [row.id, row]))
  for (const id of ids) {
    const row = found.get(id)
    if (row === undefined) throw fieldErrors.FIELD_RECORD_NOT_FOUND(`there is no ${object} ${id}`)
    if (row.binned) throw fieldErrors.FIELD_RECORD_BINNED(`${object} ${id} is in the bin`)
    if (row.mergedInto !== null) {
      throw fieldErrors.FIELD_RECORD_MERGED(`customer ${id} was merged into ${row.mergedInto}`, {
        stored: { id: row.mergedInto },
      })
    }
  }
}

const nothing: StoredValues = { version: 0, entryId: null, values: {} }

const messageOf = ({ fault, limit }: FieldValueFault): string => (limit === '' ? fault : `${fault} ${limit}`)

type Judged = { readonly after: CustomValues; readonly faults: readonly FieldError[] }

/** Lays new values over the stored ones, field by field. */
const judged = (
  fields: ReadonlyMap<string, StoredField>,
  viewer: Viewer,
  before: CustomValues,
  { values: input, asStored = false }: Pick<ValuesChange, 'values' | 'asStored'>,
): Judged => {
  const faults: FieldError[] = []
  const after = { ...before }
  for (const [key, raw] of Object.entries(input)) {
    const path = `/body/values/${key}`
    const field = fields.get(key)
    if (field === undefined) faults.push({ path, message: 'unknown' })
    else if (asStored) {
      if (raw === null) delete after[key]
      else after[key] = raw
    } else if (!mayEdit(field, viewer))
      faults.push({ path, message: field.settings.type === 'formula' ? 'computed' : 'forbidden' })
    else {
      const checked = checkFieldValue(field.settings, raw, before[key] ?? null)
      if ('fault' in checked) faults.push({ path, message: messageOf(checked) })
      else if (checked.value !== null) after[key] = checked.value
      else if (field.required && viewer.role !== null) faults.push({ path, message: 'required' })
      else delete after[key]
    }
  }
  return { after, faults }
}

/** Relations lead to records that are there. */
const linkFaults = async (
  tx: Tx,
  needs: Pick<FieldsNeeds, 'names'>,
  fields: ReadonlyMap<string, StoredField>,
  inputs: readonly CustomInput[],
): Promise<FieldError[]> => {
  const faults: FieldError[] = []
  const links = inputs.flatMap((input) =>
    Object.entries(input).flatMap(([key, id]) => {
      const target = targetOf(fields.get(key))
      return target !== undefined && typeof id === 'string' && id !== '' ? [{ key, id, target }] : []
    }),
  )
  for (const [target, of] of Map.groupBy(links, (link) => link.target)) {
    const names = await namesOf(
      tx,
      needs,
      target,
      of.map(({ id }) => id),
    )
    for (const { key, id } of of) if (!names.has(id)) faults.push({ path: `/body/values/${key}`, message: 'missing' })
  }
  return faults
}

const sameValue = (a: FieldValue | undefined, b: FieldValue | undefined): boolean =>
  a === b || (a !== undefined && b !== undefined && canonicalJson(a) === canonicalJson(b))

/** How values are to be read by whoever sees the entry, however the field is called or what it offers by then. */
const meaningOf = ({ settings }: StoredField, values: readonly (FieldValue | undefined)[]): JsonObject => {
  const { type } = settings
  if (type === 'money') return { type, currency: settings.currency }
  if (type !== 'choice' && type !== 'choices') return { type }
  const chosen = new Set(values.flat())
  const named = settings.options.filter(({ key }) => chosen.has(key))
  return { type, names: Object.fromEntries(named.map(({ key, label }) => [key, label])) }
}

/** What the journal keeps: what changed, and the whole of it as it is now. What is guarded stands sealed once more. */
const bodyOf = (
  subjectKey: SubjectKey,
  id: string,
  version: number,
  all: ReadonlyMap<string, StoredField>,
  changed: readonly StoredField[],
  before: CustomValues,
  after: CustomValues,
): JsonObject => {
  const kept = (
    field: Pick<StoredField, 'key' | 'settings' | 'seenBy'> | undefined,
    key: string,
    value: FieldValue | undefined,
  ): JsonValue => {
    if (value === undefined) return null
    if (field !== undefined && !isGuarded(field)) return value
    return { ...guardValue(subjectKey, id, key, value) }
  }
  return {
    version,
    changes: Object.fromEntries(
      changed.map((field) => [
        field.key,
        {
          label: field.label,
          ...(!isGuarded(field) && meaningOf(field, [before[field.key], after[field.key]])),
          before: kept(field, field.key, before[field.key]),
          after: kept(field, field.key, after[field.key]),
        },
      ]),
    ),
    // A field that was archived may have been guarded, so what it holds is.
    values: Object.fromEntries(Object.entries(after).map(([key, value]) => [key, kept(all.get(key), key, value)])),
  }
}

const save = `
  insert into custom_value as v (organisation_id, subject_id, object, sealed, version, entry_id)
  select $1::uuid, subject_id, $2, sealed, version, entry_id
    from unnest($3::uuid[], $4::bytea[], $5::int[], $6::uuid[]) as s (subject_id, sealed, version, entry_id)
  on conflict (organisation_id, subject_id) do update
     set sealed = excluded.sealed, version = excluded.version, entry_id = excluded.entry_id`

type Wanted = {
  readonly id: string
  readonly before: CustomValues
  readonly after: CustomValues
  readonly version: number
  readonly changed: readonly StoredField[]
}

/**
 * Fills fields in, of one record or of many, each with a journal entry of its own; a batch costs as many statements as one.
 * What is so already is left alone.
 * @returns the outcome by id
 * @throws FIELD_RECORD_NOT_FOUND, FIELD_RECORD_MERGED; FIELD_VALUES_CHANGED_MEANWHILE with the stored version;
 *   FIELD_VALUE_INVALID with a line for each value that does not fit
 */
export const setValues = async (
  tx: Tx,
  needs: FillingNeeds,
  object: FieldObject,
  changes: readonly ValuesChange[],
  viewer: Viewer,
  { actor, purpose }: Authorship,
): Promise<Map<string, SetOutcome>> => {
  const ids = changes.map(({ id }) => id)
  await hold(tx, object, ids)
  const living = await livingFields(tx, object)
  const fields = new Map(visibleTo(living, viewer).map((field) => [field.key, field]))
  const keys = await subjectKeys(tx, ids)
  const stored = await storedValues(tx, ids, keys)
  const inputs = changes.flatMap(({ values, asStored }) => (asStored ? [] : [values]))
  const faults: FieldError[] = [...(await linkFaults(tx, needs, fields, inputs))]
  const outcomes = new Map<string, SetOutcome>()
  const wanted: Wanted[] = []
  for (const change of changes) {
    const { id, version: based } = change
    const { version, entryId, values: before } = stored.get(id) ?? nothing
    if (based !== undefined && based !== version) {
      throw fieldErrors.FIELD_VALUES_CHANGED_MEANWHILE(
        `version ${version} is stored, the change is based on ${based}`,
        {
          stored: { version },
        },
      )
    }
    const { after, faults: wrong } = judged(fields, viewer, before, change)
    faults.push(...wrong)
    const changed = [...fields.values()].filter(({ key }) => !sameValue(before[key], after[key]))
    if (changed.length > 0) wanted.push({ id, before, after, version: version + 1, changed })
    else outcomes.set(id, { outcome: 'unchanged', before, after, version, entryId })
  }
  if (faults.length > 0) {
    throw fieldErrors.FIELD_VALUE_INVALID(
      faults.map(({ path, message }) => `${path.slice('/body/values/'.length)}: ${message}`).join('; '),
      { errors: faults },
    )
  }
  if (wanted.length === 0) return outcomes
  const byKey = new Map(living.map((field) => [field.key, field]))
  const entries = await needs.recordMany(
    tx,
    wanted.map(({ id, before, after, version, changed }) => ({
      subject: id,
      kind: kindOf(object, 'fields-changed'),
      actor,
      purpose,
      body: bodyOf(keys.get(id)!, id, version, byKey, changed, before, after),
    })),
  )
  await tx.rows({
    text: save,
    values: [
      tx.organisationId,
      object,
      wanted.map(({ id }) => id),
      wanted.map(({ id, after }) => sealValues(keys.get(id)!, id, after)),
      wanted.map(({ version }) => version),
      entries.map(({ id }) => id),
    ],
  })
  const blind = await blindKeys(tx)
  await reindex(
    tx,
    wanted.flatMap(({ id, after, changed }) =>
      changed.map((field) => ({
        subjectId: id,
        fieldId: field.id,
        rows: rowsOfValue(blind, field, after[field.key]),
      })),
    ),
  )
  if (!isBuiltInObject(object)) await touchRecords(tx, needs, wanted)
  for (const [at, { id, before, after, version }] of wanted.entries()) {
    outcomes.set(id, { outcome: 'changed', before, after, version, entryId: entries[at]!.id })
  }
  return outcomes
}
