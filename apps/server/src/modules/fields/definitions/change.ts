import {
  isBuiltInObject,
  mostFields,
  titleField,
  type CustomField,
  type FieldObject,
  type FieldSettings,
} from '@candor/api'
import type { Tx } from '../../../platform/db/index.ts'
import { uuidv7 } from '../../../platform/ids.ts'
import { fieldErrors } from '../errors.ts'
import type { Authorship, RecordNeeds } from '../needs.ts'
import {
  allFields,
  definitionOf,
  fieldBody,
  lockDefinitions,
  lockField,
  targetOf,
  type Definition,
  type StoredField,
} from './definition.ts'
import { findObject } from '../objects/object.ts'
import { isBuiltIn, settledSettings, typeOfFormula, userOf } from './settle.ts'
import { useOf, useText } from './use.ts'

/** A change of a definition, based on the version that its author saw. */
export type FieldChange = { readonly version: number } & {
  readonly [Part in keyof Definition]?: Definition[Part] | undefined
}

const recordField = async (
  tx: Tx,
  needs: RecordNeeds,
  kind: `field.${string}`,
  field: StoredField,
  { actor, purpose }: Authorship,
): Promise<string> => {
  const body = fieldBody({ ...field, archived: field.archivedAt !== null })
  return (await needs.record(tx, { subject: tx.organisationId, kind, actor, purpose, body })).id
}

const others = (fields: readonly StoredField[], id: string): StoredField[] =>
  fields.filter((field) => field.id !== id && field.archivedAt === null)

/** @throws FIELD_NOT_FOUND */
const held = async (tx: Tx, object: FieldObject, id: string): Promise<StoredField> => {
  await lockDefinitions(tx)
  const field = await lockField(tx, object, id)
  if (field === undefined) throw fieldErrors.FIELD_NOT_FOUND(`there is no field ${id} of ${object}`)
  return field
}

const store = async (tx: Tx, field: StoredField, entryId: string): Promise<StoredField> => {
  const version = field.version + 1
  await tx.rows({
    name: 'custom-field-update',
    text: `update custom_field set definition = $3, archived_at = $4, version = $5, entry_id = $6
            where organisation_id = $1 and id = $2`,
    values: [tx.organisationId, field.id, JSON.stringify(definitionOf(field)), field.archivedAt, version, entryId],
  })
  return { ...field, version, entryId }
}

/**
 * Defines a field, behind all others.
 * @throws FIELD_KEY_TAKEN, FIELD_TOO_MANY, FIELD_SETTINGS_INVALID, FIELD_FORMULA_INVALID
 */
export const createField = async (
  tx: Tx,
  needs: RecordNeeds,
  object: FieldObject,
  { key, ...given }: Definition & Pick<CustomField, 'key'>,
  by: Authorship,
): Promise<StoredField> => {
  await lockDefinitions(tx)
  const fields = await allFields(tx, object)
  if (fields.length >= mostFields) throw fieldErrors.FIELD_TOO_MANY(`there are ${mostFields} fields already`)
  if (isBuiltIn(object, key) || fields.some((field) => field.key === key)) {
    throw fieldErrors.FIELD_KEY_TAKEN(`${key} is in use`, { errors: [{ path: '/body/key', message: 'is in use' }] })
  }
  const settings = settledSettings(object, key, given.settings, others(fields, ''))
  await requireTarget(tx, settings)
  const position = Math.max(0, ...fields.map((field) => field.position)) + 1
  const field = { id: uuidv7(), object, key, ...given, settings, position, archivedAt: null, version: 1, entryId: '' }
  const entryId = await recordField(tx, needs, 'field.created', field, by)
  await tx.rows({
    name: 'custom-field-insert',
    text: `insert into custom_field (organisation_id, id, object, key, definition, position, entry_id)
           values ($1, $2, $3, $4, $5, $6, $7)`,
    values: [tx.organisationId, field.id, object, key, JSON.stringify(definitionOf(field)), position, entryId],
  })
  return { ...field, entryId }
}

/** A relation leads to an object that is there. @throws FIELD_SETTINGS_INVALID */
const requireTarget = async (tx: Tx, settings: FieldSettings): Promise<void> => {
  if (settings.type !== 'record' || (await findObject(tx, settings.object))?.archivedAt === null) return
  throw fieldErrors.FIELD_SETTINGS_INVALID(`there is no object ${settings.object}`, {
    errors: [{ path: '/body/settings/object', message: 'is not there' }],
  })
}

/** What records are called is always there, and whoever sees a record sees it. @throws FIELD_IS_TITLE */
const refuseTitle = ({ object, key }: StoredField, after?: Definition): void => {
  if (isBuiltInObject(object) || key !== titleField) return
  if (after !== undefined && after.required && after.seenBy === null) return
  throw fieldErrors.FIELD_IS_TITLE('the field says what records are called')
}

const optionKeys = (settings: FieldSettings): string[] =>
  'options' in settings ? settings.options.map(({ key }) => key) : []

/** What would make stored values wrong. @throws FIELD_TYPE_FIXED, FIELD_OPTION_IN_USE, FIELD_IN_USE */
const refuseLoss = async (tx: Tx, before: StoredField, after: FieldSettings): Promise<void> => {
  const { id, settings } = before
  const leadsElsewhere = targetOf(before) !== targetOf({ settings: after })
  if (settings.type !== after.type || leadsElsewhere) {
    throw fieldErrors.FIELD_TYPE_FIXED(`the field is of type ${settings.type}`, {
      errors: [{ path: '/body/settings/type', message: `is ${settings.type}` }],
    })
  }
  const gone = optionKeys(settings).filter((key) => !optionKeys(after).includes(key))
  if (gone.length > 0) {
    const use = await useOf(tx, id, gone)
    if (use.records > 0) {
      throw fieldErrors.FIELD_OPTION_IN_USE(`${useText(use)} have ${gone.join(', ')}`, {
        stored: { ...use, options: gone },
      })
    }
  }
  if (settings.type === 'money' && after.type === 'money' && settings.currency !== after.currency) {
    const use = await useOf(tx, id)
    if (use.records > 0) {
      throw fieldErrors.FIELD_IN_USE(`${useText(use)} have amounts in ${settings.currency}`, { stored: use })
    }
  }
}

/**
 * Changes a definition; values are not touched.
 * @throws FIELD_NOT_FOUND, FIELD_CHANGED_MEANWHILE, FIELD_TYPE_FIXED, FIELD_OPTION_IN_USE, FIELD_IN_USE,
 *   FIELD_SETTINGS_INVALID, FIELD_FORMULA_INVALID, FIELD_NOTHING_CHANGED
 */
export const changeField = async (
  tx: Tx,
  needs: RecordNeeds,
  { object, id }: { readonly object: FieldObject; readonly id: string },
  { version, ...change }: FieldChange,
  by: Authorship,
): Promise<StoredField> => {
  const before = await held(tx, object, id)
  if (before.version !== version) {
    throw fieldErrors.FIELD_CHANGED_MEANWHILE(`version ${before.version} is stored, the change is based on ${version}`)
  }
  const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined))
  const merged = { ...before, ...(given as Partial<Definition>) }
  const rest = others(await allFields(tx, object), id)
  refuseTitle(before, merged)
  if (change.settings !== undefined) await refuseLoss(tx, before, change.settings)
  const settings = settledSettings(object, before.key, merged.settings, rest)
  const after: StoredField = { ...merged, settings }
  if (JSON.stringify(definitionOf(before)) === JSON.stringify(definitionOf(after))) {
    throw fieldErrors.FIELD_NOTHING_CHANGED('the definition is as it was sent')
  }
  refuseBrokenFormulas(object, after, rest)
  return store(tx, after, await recordField(tx, needs, 'field.changed', after, by))
}

/** A formula that gives something else now may not fit into those that use it. @throws FIELD_USED_BY_FORMULA */
const refuseBrokenFormulas = (object: FieldObject, changed: StoredField, rest: readonly StoredField[]): void => {
  if (changed.settings.type !== 'formula') return
  const user = userOf(changed.key, rest)
  if (user?.settings.type !== 'formula') return
  const now = [...rest.filter(({ id }) => id !== user.id), changed]
  const { result, expression } = user.settings
  if (typeOfFormula(object, user.key, expression, now) === result) return
  throw fieldErrors.FIELD_USED_BY_FORMULA(`the formula ${user.key} would give something else`)
}

/**
 * Takes a field out of pages and lists, or brings it back. What records have of it stays.
 * @throws FIELD_NOT_FOUND, FIELD_USED_BY_FORMULA, FIELD_FORMULA_INVALID, FIELD_NOTHING_CHANGED
 */
export const archiveField = async (
  tx: Tx,
  needs: RecordNeeds,
  { object, id }: { readonly object: FieldObject; readonly id: string },
  archived: boolean,
  by: Authorship,
): Promise<StoredField> => {
  const field = await held(tx, object, id)
  if (archived) refuseTitle(field)
  if (archived === (field.archivedAt !== null)) throw fieldErrors.FIELD_NOTHING_CHANGED('the field is so already')
  const rest = others(await allFields(tx, object), id)
  const user = archived ? userOf(field.key, rest) : undefined
  if (user !== undefined) throw fieldErrors.FIELD_USED_BY_FORMULA(`the formula ${user.key} uses this field`)
  // What a formula needs may have gone in the meantime.
  const settings = archived ? field.settings : settledSettings(object, field.key, field.settings, rest)
  const after = { ...field, settings, archivedAt: archived ? new Date() : null }
  const entryId = await recordField(tx, needs, archived ? 'field.archived' : 'field.restored', after, by)
  return store(tx, after, entryId)
}

/**
 * Removes a field that no record has a value of.
 * @throws FIELD_NOT_FOUND; FIELD_IN_USE with the number of records in `stored`; FIELD_USED_BY_FORMULA
 */
export const removeField = async (
  tx: Tx,
  needs: RecordNeeds,
  { object, id }: { readonly object: FieldObject; readonly id: string },
  by: Authorship,
): Promise<void> => {
  const field = await held(tx, object, id)
  refuseTitle(field)
  const use = await useOf(tx, id)
  if (use.records > 0) {
    throw fieldErrors.FIELD_IN_USE(`${useText(use)} have a value of this field: archive it instead`, { stored: use })
  }
  const user = userOf(field.key, await allFields(tx, object))
  if (user !== undefined) throw fieldErrors.FIELD_USED_BY_FORMULA(`the formula ${user.key} uses this field`)
  await recordField(tx, needs, 'field.removed', field, by)
  await tx.rows({
    name: 'custom-field-delete',
    text: 'delete from custom_field where organisation_id = $1 and id = $2',
    values: [tx.organisationId, id],
  })
}

/**
 * Puts fields in another order; those that are not named keep theirs, behind them.
 * @throws FIELD_NOT_FOUND when one of them does not exist
 */
export const orderFields = async (
  tx: Tx,
  needs: RecordNeeds,
  object: FieldObject,
  ids: readonly string[],
  { actor, purpose }: Authorship,
): Promise<void> => {
  await lockDefinitions(tx)
  const fields = await allFields(tx, object)
  const known = new Set(fields.map(({ id }) => id))
  const missing = ids.find((id) => !known.has(id))
  if (missing !== undefined) throw fieldErrors.FIELD_NOT_FOUND(`there is no field ${missing} of ${object}`)
  const named = new Set(ids)
  const order = [...named, ...fields.map(({ id }) => id).filter((id) => !named.has(id))]
  const keys = order.map((id) => fields.find((field) => field.id === id)!.key)
  await needs.record(tx, { subject: tx.organisationId, kind: 'field.ordered', actor, purpose, body: { object, keys } })
  await tx.rows({
    text: `update custom_field f set position = o.position
             from unnest($2::uuid[]) with ordinality as o (id, position)
            where f.organisation_id = $1 and f.id = o.id`,
    values: [tx.organisationId, order],
  })
}
