import type { CustomInput, RecordDetail } from '@candor/api'
import type { Tx } from '../../../platform/db/index.ts'
import { uuidv7 } from '../../../platform/ids.ts'
import { fieldErrors } from '../errors.ts'
import type { Authorship, FieldsNeeds, FillingNeeds, Viewer } from '../needs.ts'
import { fillNew } from '../values/create.ts'
import { customOf } from '../values/read.ts'
import type { StoredObject } from './object.ts'
import { titleIn } from './titles.ts'

/** What the journal keeps of a record beside what it holds: of which object it is. */
const bodyOf = ({ key, name }: StoredObject) => ({ object: key, name: { ...name } })

/** Writes down that records are there; they hold nothing yet. @returns their ids, in order */
export const insertRecords = async (
  tx: Tx,
  { recordMany }: Pick<FieldsNeeds, 'recordMany'>,
  object: StoredObject,
  count: number,
  { actor, purpose }: Authorship,
): Promise<{ readonly id: string; readonly entryId: string }[]> => {
  const ids = Array.from({ length: count }, () => uuidv7())
  const body = bodyOf(object)
  const entries = await recordMany(
    tx,
    ids.map((subject) => ({ subject, kind: 'record.created' as const, actor, purpose, body })),
  )
  await tx.rows({
    text: `insert into object_record (organisation_id, id, object, tokens, entry_id)
           select $1::uuid, id, $2, '{}', entry_id from unnest($3::uuid[], $4::uuid[]) as r (id, entry_id)`,
    values: [tx.organisationId, object.key, ids, entries.map(({ id }) => id)],
  })
  return ids.map((id, at) => ({ id, entryId: entries[at]!.id }))
}

/** Adds a record with what was given and defaults for the rest. @throws FIELD_VALUE_INVALID */
export const addRecord = async (
  tx: Tx,
  needs: FillingNeeds,
  object: StoredObject,
  values: CustomInput,
  viewer: Viewer,
  by: Authorship,
): Promise<{ id: string; entryId: string }> => {
  const [made] = await insertRecords(tx, needs, object, 1, by)
  await fillNew(tx, needs, object.key, { id: made!.id, values }, viewer, by)
  return made!
}

type Row = { readonly createdAt: Date; readonly changedAt: Date; readonly binnedAt: Date | null }

/** One record, one in the bin too. @throws FIELD_RECORD_NOT_FOUND */
export const findRecord = async (tx: Tx, object: string, id: string, lock = false): Promise<Row> => {
  const row = await tx.maybe<Row>({
    name: lock ? 'object-record-lock' : 'object-record',
    text: `select created_at as "createdAt", changed_at as "changedAt", binned_at as "binnedAt" from object_record
            where organisation_id = $1 and object = $2 and id = $3 ${lock ? 'for no key update' : ''}`,
    values: [tx.organisationId, object, id],
  })
  if (row === undefined) throw fieldErrors.FIELD_RECORD_NOT_FOUND(`there is no ${object} ${id}`)
  return row
}

/** A record with everything that it holds, as somebody may see it. @throws FIELD_RECORD_NOT_FOUND */
export const recordDetail = async (
  tx: Tx,
  needs: Pick<FieldsNeeds, 'builtIns' | 'names'>,
  object: string,
  id: string,
  viewer: Viewer,
): Promise<RecordDetail> => {
  const { createdAt, changedAt, binnedAt } = await findRecord(tx, object, id)
  const held = await customOf(tx, needs, object, id, viewer)
  return {
    ...held,
    id,
    object,
    title: titleIn(held.values),
    createdAt: createdAt.toISOString(),
    changedAt: changedAt.toISOString(),
    binnedAt: binnedAt?.toISOString() ?? null,
  }
}

/** Puts a record into the bin, or takes it out again. @throws FIELD_RECORD_NOT_FOUND, OBJECT_NOTHING_CHANGED */
export const binRecord = async (
  tx: Tx,
  { record }: Pick<FieldsNeeds, 'record'>,
  object: StoredObject,
  { id, binned }: { readonly id: string; readonly binned: boolean },
  { actor, purpose }: Authorship,
): Promise<{ id: string; entryId: string }> => {
  const { binnedAt } = await findRecord(tx, object.key, id, true)
  if (binned === (binnedAt !== null)) throw fieldErrors.OBJECT_NOTHING_CHANGED('the record is so already')
  const kind = binned ? 'record.binned' : 'record.restored'
  const { id: entryId } = await record(tx, { subject: id, kind, actor, purpose, body: bodyOf(object) })
  await tx.rows({
    name: 'object-record-bin',
    text: `update object_record
              set binned_at = case when $3 then now() end, changed_at = now(), entry_id = $4
            where organisation_id = $1 and id = $2`,
    values: [tx.organisationId, id, binned, entryId],
  })
  return { id, entryId }
}
