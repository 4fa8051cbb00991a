import {
  customField,
  formulaFields,
  isBuiltInObject,
  parseFormula,
  type CustomField,
  type FieldObject,
  type FieldSettings,
  type Formula,
} from '@candor/api'
import type { JsonObject } from '@candor/journal'
import type { Tx } from '../../../platform/db/index.ts'
import type { Viewer } from '../needs.ts'

/** How the journal names what happens to records: those of own objects all alike, whatever a company calls them. */
export const kindOf = (object: FieldObject, what: string): `${string}.${string}` =>
  `${isBuiltInObject(object) ? object : 'record'}.${what}`

/** What a relation leads to. */
export const targetOf = (field: Pick<CustomField, 'settings'> | undefined): FieldObject | undefined => {
  if (field === undefined) return undefined
  const { settings } = field
  if (settings.type === 'record') return settings.object
  return settings.type === 'customer' || settings.type === 'company' ? settings.type : undefined
}

/** What is stored of a field as its definition. */
export type Definition = Pick<
  CustomField,
  'label' | 'help' | 'settings' | 'required' | 'section' | 'seenBy' | 'editedBy'
>

/** A field as stored. */
export type StoredField = Omit<CustomField, 'mayEdit' | 'archivedAt'> & {
  readonly archivedAt: Date | null
  readonly entryId: string
}

type Row = Omit<StoredField, keyof Definition> & { readonly definition: Definition }

const columns = `id, object, key, definition, position, archived_at as "archivedAt", version, entry_id as "entryId"`

const opened = ({ definition, ...row }: Row): StoredField => ({ ...row, ...definition })

/** All fields of an object in their order, archived ones too. */
export const allFields = async (tx: Tx, object: FieldObject): Promise<StoredField[]> => {
  const rows = await tx.rows<Row>({
    name: 'custom-fields',
    text: `select ${columns} from custom_field where organisation_id = $1 and object = $2 order by position, id`,
    values: [tx.organisationId, object],
  })
  return rows.map(opened)
}

/** Those that are not archived. */
export const livingFields = async (tx: Tx, object: FieldObject): Promise<StoredField[]> =>
  (await allFields(tx, object)).filter(({ archivedAt }) => archivedAt === null)

/** One field, held until the transaction ends. */
export const lockField = async (tx: Tx, object: FieldObject, id: string): Promise<StoredField | undefined> => {
  const row = await tx.maybe<Row>({
    name: 'custom-field-lock',
    text: `select ${columns} from custom_field where organisation_id = $1 and object = $2 and id = $3 for update`,
    values: [tx.organisationId, object, id],
  })
  return row && opened(row)
}

/** One who defines fields at a time: formulas are checked against all others. */
export const lockDefinitions = async (tx: Tx): Promise<void> => {
  await tx.rows({
    name: 'custom-fields-lock',
    text: `select pg_advisory_xact_lock(hashtextextended('custom fields ' || $1, 0))`,
    values: [tx.organisationId],
  })
}

export const definitionOf = ({
  label,
  help,
  settings,
  required,
  section,
  seenBy,
  editedBy,
}: Definition): Definition => ({ label, help, settings, required, section, seenBy, editedBy })

/** What the journal keeps of a field. */
export const fieldBody = (
  field: Pick<StoredField, 'id' | 'object' | 'key' | keyof Definition> & { readonly archived: boolean },
): JsonObject => ({
  fieldId: field.id,
  object: field.object,
  key: field.key,
  archived: field.archived,
  definition: JSON.parse(JSON.stringify(definitionOf(field))) as JsonObject,
})

const owner = 'owner'
/** Whether somebody is of one of the roles; owners and nobody in particular always are. */
export const isAmong = (roles: readonly string[] | null, { role }: Viewer): boolean =>
  roles === null || role === null || role === owner || roles.includes(role)

const formulas = new Map<string, Formula>()

/** The formula of a text that was checked when it was saved. */
export const formulaOf = ({ expression }: Extract<FieldSettings, { type: 'formula' }>): Formula => {
  const known = formulas.get(expression)
  if (known !== undefined) return known
  const made = parseFormula(expression)
  if (formulas.size > 1000) formulas.clear()
  formulas.set(expression, made)
  return made
}

/** Fields that somebody may see. A formula shows what it is computed with, so it takes the right to see all of that. */
export const visibleTo = (fields: readonly StoredField[], viewer: Viewer): StoredField[] => {
  const byKey = new Map(fields.map((field) => [field.key, field]))
  const may = (field: StoredField): boolean => {
    if (!isAmong(field.seenBy, viewer)) return false
    if (field.settings.type !== 'formula') return true
    return formulaFields(formulaOf(field.settings)).every((key) => {
      const used = byKey.get(key)
      return used === undefined || may(used)
    })
  }
  return fields.filter(may)
}

/** Whether somebody who sees a field may fill it in. */
export const mayEdit = (field: StoredField, viewer: Viewer): boolean =>
  field.archivedAt === null && field.settings.type !== 'formula' && isAmong(field.editedBy, viewer)

/** Whether values of a field are kept from some: the journal holds them sealed once more. */
export const isGuarded = ({ settings, seenBy }: Pick<StoredField, 'settings' | 'seenBy'>): boolean =>
  settings.type === 'secret' || seenBy !== null

/** A field as the API shows it. */
export const shownField = (field: StoredField, viewer: Viewer): CustomField =>
  customField.parse({
    ...field,
    archivedAt: field.archivedAt?.toISOString() ?? null,
    mayEdit: mayEdit(field, viewer),
  })
