import { isBuiltInObject, titleField, type CustomValues, type FieldObject, type FormulaValue } from '@candor/api'
import { plainArray, type Tx } from '../../../platform/db/index.ts'
import type { FieldsNeeds } from '../needs.ts'
import { storedValues } from '../values/stored.ts'

/** What a record is called, from what it holds. */
export const titleIn = ({ [titleField]: title }: CustomValues): string => (typeof title === 'string' ? title : '')

/** What records of an own object are called; those that are not there are left out. */
const titlesOf = async (tx: Tx, object: FieldObject, ids: readonly string[]): Promise<Map<string, string>> => {
  const rows = await tx.rows<{ id: string }>({
    name: 'object-records-there',
    text: 'select id from object_record where organisation_id = $1 and object = $2 and id = any($3::uuid[])',
    values: [tx.organisationId, object, ids],
  })
  const there = rows.map(({ id }) => id)
  const stored = await storedValues(tx, there)
  return new Map(there.map((id) => [id, titleIn(stored.get(id)?.values ?? {})]))
}

/** Names of records of any object; those that are not there are left out. */
export const namesOf = async (
  tx: Tx,
  needs: Pick<FieldsNeeds, 'names'>,
  object: FieldObject,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> =>
  isBuiltInObject(object) ? needs.names(tx, object, ids) : titlesOf(tx, object, ids)

type BuiltIns = ReadonlyMap<string, Readonly<Record<string, FormulaValue>>>

/** What formulas see of records beside their own fields. */
export const builtInsOf = async (
  tx: Tx,
  needs: Pick<FieldsNeeds, 'builtIns'>,
  object: FieldObject,
  ids: readonly string[],
): Promise<BuiltIns> => {
  if (isBuiltInObject(object)) return needs.builtIns(tx, object, ids)
  const rows = await tx.rows<{ id: string; created: string }>({
    name: 'object-record-built-ins',
    text: `select id, to_char(created_at at time zone 'UTC', 'YYYY-MM-DD') as created from object_record
            where organisation_id = $1 and id = any($2::uuid[])`,
    values: [tx.organisationId, ids],
  })
  return new Map(rows.map(({ id, created }) => [id, { created }]))
}

/** Notes that fields of records were filled in, and by what searches find them from now on. */
export const touchRecords = async (
  tx: Tx,
  { search }: Pick<FieldsNeeds, 'search'>,
  records: readonly { readonly id: string; readonly before: CustomValues; readonly after: CustomValues }[],
): Promise<void> => {
  const renamed = records.filter(({ before, after }) => titleIn(before) !== titleIn(after))
  await tx.rows({
    name: 'object-records-touch',
    text: 'update object_record set changed_at = now() where organisation_id = $1 and id = any($2::uuid[])',
    values: [tx.organisationId, records.map(({ id }) => id)],
  })
  if (renamed.length === 0) return
  const tokens = []
  for (const { after } of renamed) tokens.push(plainArray(await search.tokensOf(tx, [titleIn(after)])))
  await tx.rows({
    name: 'object-records-retoken',
    text: `update object_record r set tokens = t.tokens::int4[]
             from unnest($2::uuid[], $3::text[]) as t (id, tokens)
            where r.organisation_id = $1 and r.id = t.id`,
    values: [tx.organisationId, renamed.map(({ id }) => id), tokens],
  })
}
