import { isBuiltInObject, ownObject, type FieldObject, type OwnObject } from '@candor/api'
import type { JsonObject } from '@candor/journal'
import type { Tx } from '../../../platform/db/index.ts'
import { isAmong } from '../definitions/definition.ts'
import { fieldErrors } from '../errors.ts'
import type { Viewer } from '../needs.ts'

/** What is stored of an object as its definition. */
export type ObjectDefinition = Pick<
  OwnObject,
  'name' | 'plural' | 'icon' | 'personal' | 'seenBy' | 'editedBy' | 'binnedBy'
>

/** An object as stored. */
export type StoredObject = Omit<OwnObject, 'mayEdit' | 'mayBin' | 'archivedAt'> & {
  readonly archivedAt: Date | null
  readonly entryId: string
}

type Row = Omit<StoredObject, keyof ObjectDefinition> & { readonly definition: ObjectDefinition }

const columns = `id, key, definition, position, archived_at as "archivedAt", version, entry_id as "entryId"`

const opened = ({ definition, ...row }: Row): StoredObject => ({ ...row, ...definition })

/** All objects of the organisation in their order, archived ones too. */
export const allObjects = async (tx: Tx): Promise<StoredObject[]> => {
  const rows = await tx.rows<Row>({
    name: 'custom-objects',
    text: `select ${columns} from custom_object where organisation_id = $1 order by position, id`,
    values: [tx.organisationId],
  })
  return rows.map(opened)
}

/** One object by its key, an archived one too. @param lock held until the transaction ends */
export const findObject = async (tx: Tx, key: string, lock = false): Promise<StoredObject | undefined> => {
  const row = await tx.maybe<Row>({
    name: lock ? 'custom-object-lock' : 'custom-object',
    text: `select ${columns} from custom_object where organisation_id = $1 and key = $2 ${lock ? 'for update' : ''}`,
    values: [tx.organisationId, key],
  })
  return row && opened(row)
}

export const definitionOf = ({
  name,
  plural,
  icon,
  personal,
  seenBy,
  editedBy,
  binnedBy,
}: ObjectDefinition): ObjectDefinition => ({ name, plural, icon, personal, seenBy, editedBy, binnedBy })

/** What the journal keeps of an object. */
export const objectBody = (
  object: Pick<StoredObject, 'id' | 'key' | keyof ObjectDefinition> & { readonly archived: boolean },
): JsonObject => ({
  objectId: object.id,
  key: object.key,
  archived: object.archived,
  definition: JSON.parse(JSON.stringify(definitionOf(object))) as JsonObject,
})

const sees = (object: StoredObject, viewer: Viewer): boolean =>
  object.archivedAt === null && isAmong(object.seenBy, viewer)

/** Objects whose records somebody may see. */
export const visibleObjects = async (tx: Tx, viewer: Viewer): Promise<StoredObject[]> =>
  (await allObjects(tx)).filter((object) => sees(object, viewer))

/** Whether somebody may see what records of an object are called. */
export const seesNames = async (tx: Tx, object: FieldObject, viewer: Viewer): Promise<boolean> => {
  const has = (right: 'customer.read' | 'object.read') => viewer.rights === undefined || viewer.rights.has(right)
  if (isBuiltInObject(object)) return has('customer.read')
  const found = await findObject(tx, object)
  return found !== undefined && sees(found, viewer) && has('object.read')
}

/** What somebody wants to do with records. */
export type Doing = 'see' | 'edit' | 'bin'

/**
 * An object with whose records somebody may do something, beside the right that the route asks for.
 * @throws OBJECT_NOT_FOUND also where it may not be seen; OBJECT_FORBIDDEN
 */
export const requireObject = async (tx: Tx, key: string, viewer: Viewer, doing: Doing): Promise<StoredObject> => {
  const object = await findObject(tx, key)
  if (object === undefined || !sees(object, viewer)) throw fieldErrors.OBJECT_NOT_FOUND(`there is no object ${key}`)
  const roles = { see: null, edit: object.editedBy, bin: object.binnedBy }[doing]
  if (!isAmong(roles, viewer)) throw fieldErrors.OBJECT_FORBIDDEN(`this role may not ${doing} records of ${key}`)
  return object
}

/** An object as the API shows it. */
export const shownObject = (object: StoredObject, viewer: Viewer): OwnObject =>
  ownObject.parse({
    ...object,
    archivedAt: object.archivedAt?.toISOString() ?? null,
    mayEdit: isAmong(object.editedBy, viewer),
    mayBin: isAmong(object.binnedBy, viewer),
  })
