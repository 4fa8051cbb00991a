import { canonicalJson, type JsonObject, type JsonValue } from '@candor/journal'
import type { Tx } from '../../../platform/db/index.ts'
import { objectBody, type ObjectDefinition } from './object.ts'

type Entry = { readonly id: string; readonly subject: string; readonly kind: string; readonly body: JsonValue }
type Finding = {
  readonly code: 'OBJECT_CHANGED' | 'OBJECT_RECORD_CHANGED'
  readonly table: string
  readonly key: string
  readonly what: string
  readonly detail: { readonly [name: string]: JsonValue }
}

type ObjectRow = {
  readonly id: string
  readonly key: string
  readonly definition: ObjectDefinition
  readonly archived: boolean
  readonly entryId: string
}

/** Definitions against the entries that recorded them last. */
export const compareObjects = async (tx: Tx, entries: readonly Entry[]): Promise<Finding[]> => {
  if (entries.length === 0) return []
  const rows = await tx.rows<ObjectRow>({
    text: `select id, key, definition, archived_at is not null as archived, entry_id as "entryId"
             from custom_object where organisation_id = $1 and entry_id = any($2::uuid[])`,
    values: [tx.organisationId, entries.map(({ id }) => id)],
  })
  const byEntry = new Map(rows.map((row) => [row.entryId, row]))
  return entries.flatMap(({ id, body }): Finding[] => {
    const row = byEntry.get(id)
    if (row === undefined) return []
    if (canonicalJson(objectBody({ ...row, ...row.definition })) === canonicalJson(body)) return []
    const what = 'The definition of an object is not what was recorded.'
    return [{ code: 'OBJECT_CHANGED', table: 'custom_object', key: `object ${row.key}`, what, detail: { entry: id } }]
  })
}

type RecordRow = {
  readonly id: string
  readonly object: string
  readonly binned: boolean
  readonly entryId: string
  /** The last entry that says whether it is there or in the bin. */
  readonly lastId: string | null
}

/** Records against the entries that put them where they are. */
export const compareRecords = async (tx: Tx, entries: readonly Entry[]): Promise<Finding[]> => {
  if (entries.length === 0) return []
  const subjects = [...new Set(entries.map(({ subject }) => subject))]
  const rows = await tx.rows<RecordRow>({
    text: `select s.id, r.object, r.binned_at is not null as binned, r.entry_id as "entryId",
                  (select max(e.id::text) from journal_entry e
                    where e.organisation_id = $1 and e.subject = s.id
                      and e.kind in ('record.created', 'record.binned', 'record.restored')) as "lastId"
             from unnest($2::uuid[]) as s (id)
             join object_record r on r.organisation_id = $1 and r.id = s.id`,
    values: [tx.organisationId, subjects],
  })
  const byId = new Map(rows.map((row) => [row.id, row]))
  const finding = (key: string, what: string, id: string): Finding => ({
    code: 'OBJECT_RECORD_CHANGED',
    table: 'object_record',
    key,
    what,
    detail: { entry: id },
  })
  return entries.flatMap((entry): Finding[] => {
    const row = byId.get(entry.subject)
    // An entry of a record that was erased cannot be opened, so it does not come here.
    if (row === undefined) return [finding(`record ${entry.subject}`, 'A record that was recorded is gone.', entry.id)]
    if (row.lastId !== entry.id) return []
    const isAsRecorded =
      row.entryId === entry.id &&
      row.binned === (entry.kind === 'record.binned') &&
      row.object === (entry.body as JsonObject)['object']
    return isAsRecorded
      ? []
      : [finding(`${row.object} ${row.id}`, 'A record is not as it was recorded last.', entry.id)]
  })
}
