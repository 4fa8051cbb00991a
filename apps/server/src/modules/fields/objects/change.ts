import { mostObjects, titleField, type OwnObject } from '@candor/api'
import type { Tx } from '../../../platform/db/index.ts'
import { uuidv7 } from '../../../platform/ids.ts'
import { createField } from '../definitions/change.ts'
import { lockDefinitions } from '../definitions/definition.ts'
import { fieldErrors } from '../errors.ts'
import type { Authorship, RecordNeeds } from '../needs.ts'
import { allObjects, definitionOf, findObject, objectBody, type ObjectDefinition, type StoredObject } from './object.ts'

/** A change of a definition, based on the version that its author saw. */
export type ObjectChange = { readonly version?: number } & {
  readonly [Part in keyof ObjectDefinition]?: ObjectDefinition[Part] | undefined
}

const recordObject = async (
  tx: Tx,
  needs: RecordNeeds,
  kind: `object.${string}`,
  object: StoredObject,
  { actor, purpose }: Authorship,
): Promise<string> => {
  const body = objectBody({ ...object, archived: object.archivedAt !== null })
  return (await needs.record(tx, { subject: tx.organisationId, kind, actor, purpose, body })).id
}

/** @throws OBJECT_NOT_FOUND */
const held = async (tx: Tx, key: string): Promise<StoredObject> => {
  await lockDefinitions(tx)
  const object = await findObject(tx, key, true)
  if (object === undefined) throw fieldErrors.OBJECT_NOT_FOUND(`there is no object ${key}`)
  return object
}

const store = async (tx: Tx, object: StoredObject, entryId: string): Promise<StoredObject> => {
  const version = object.version + 1
  await tx.rows({
    name: 'custom-object-update',
    text: `update custom_object set definition = $3, archived_at = $4, version = $5, entry_id = $6
            where organisation_id = $1 and id = $2`,
    values: [tx.organisationId, object.id, JSON.stringify(definitionOf(object)), object.archivedAt, version, entryId],
  })
  return { ...object, version, entryId }
}

const title = {
  key: titleField,
  label: { en: 'Title', zh: '名称' },
  help: { en: '', zh: '' },
  section: { en: '', zh: '' },
  settings: { type: 'text', multiline: false, maximumLength: 200 },
  required: true,
  seenBy: null,
  editedBy: null,
} as const

/**
 * Defines an object, behind all others, with the field that says what its records are called.
 * @throws OBJECT_KEY_TAKEN, OBJECT_TOO_MANY
 */
export const createObject = async (
  tx: Tx,
  needs: RecordNeeds,
  { key, ...given }: ObjectDefinition & Pick<OwnObject, 'key'>,
  by: Authorship,
): Promise<StoredObject> => {
  await lockDefinitions(tx)
  const objects = await allObjects(tx)
  if (objects.length >= mostObjects) throw fieldErrors.OBJECT_TOO_MANY(`there are ${mostObjects} objects already`)
  if (objects.some((object) => object.key === key)) {
    throw fieldErrors.OBJECT_KEY_TAKEN(`${key} is in use`, { errors: [{ path: '/body/key', message: 'is in use' }] })
  }
  const position = Math.max(0, ...objects.map((object) => object.position)) + 1
  const object = { id: uuidv7(), key, ...definitionOf(given), position, archivedAt: null, version: 1, entryId: '' }
  const entryId = await recordObject(tx, needs, 'object.created', object, by)
  await tx.rows({
    name: 'custom-object-insert',
    text: `insert into custom_object (organisation_id, id, key, definition, position, entry_id)
           values ($1, $2, $3, $4, $5, $6)`,
    values: [tx.organisationId, object.id, key, JSON.stringify(definitionOf(given)), position, entryId],
  })
  await createField(tx, needs, key, title, by)
  return { ...object, entryId }
}

/**
 * Changes a definition; records are not touched.
 * @throws OBJECT_NOT_FOUND, OBJECT_CHANGED_MEANWHILE, OBJECT_NOTHING_CHANGED
 */
export const changeObject = async (
  tx: Tx,
  needs: RecordNeeds,
  key: string,
  { version, ...change }: ObjectChange,
  by: Authorship,
): Promise<StoredObject> => {
  const before = await held(tx, key)
  if (before.version !== version) {
    throw fieldErrors.OBJECT_CHANGED_MEANWHILE(`version ${before.version} is stored, the change is based on ${version}`)
  }
  const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined))
  const after: StoredObject = { ...before, ...(given as Partial<ObjectDefinition>) }
  if (JSON.stringify(definitionOf(before)) === JSON.stringify(definitionOf(after))) {
    throw fieldErrors.OBJECT_NOTHING_CHANGED('the definition is as it was sent')
  }
  return store(tx, after, await recordObject(tx, needs, 'object.changed', after, by))
}

/** Takes an object out of sight, or brings it back; its records stay. @throws OBJECT_NOT_FOUND, OBJECT_NOTHING_CHANGED */
export const archiveObject = async (
  tx: Tx,
  needs: RecordNeeds,
  key: string,
  archived: boolean,
  by: Authorship,
): Promise<StoredObject> => {
  const before = await held(tx, key)
  if (archived === (before.archivedAt !== null)) throw fieldErrors.OBJECT_NOTHING_CHANGED('the object is so already')
  const after = { ...before, archivedAt: archived ? new Date() : null }
  const entryId = await recordObject(tx, needs, archived ? 'object.archived' : 'object.restored', after, by)
  return store(tx, after, entryId)
}

/** Removes an object that has no record, not even in the bin, and its fields. @throws OBJECT_NOT_FOUND, OBJECT_IN_USE */
export const removeObject = async (tx: Tx, needs: RecordNeeds, key: string, by: Authorship): Promise<void> => {
  const object = await held(tx, key)
  const { records, relations } = await tx.one<{ records: boolean; relations: boolean }>({
    text: `select exists (select from object_record where organisation_id = $1 and object = $2) as records,
                  exists (select from custom_field where organisation_id = $1 and object <> $2
                             and definition #>> '{settings,type}' = 'record'
                             and definition #>> '{settings,object}' = $2) as relations`,
    values: [tx.organisationId, key],
  })
  if (records || relations) {
    throw fieldErrors.OBJECT_IN_USE(records ? `there are records of ${key}` : `a relation leads to ${key}`)
  }
  await recordObject(tx, needs, 'object.removed', object, by)
  for (const text of [
    'delete from custom_field where organisation_id = $1 and object = $2',
    'delete from custom_object where organisation_id = $1 and key = $2',
  ]) {
    await tx.rows({ text, values: [tx.organisationId, key] })
  }
}
