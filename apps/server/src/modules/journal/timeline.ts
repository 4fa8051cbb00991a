import type { EntryState } from '@candor/api'
import type { JsonValue } from '@candor/journal'
import { z } from 'zod'
import { subjectKey, type SubjectKey } from '../../platform/crypto/index.ts'
import type { Tx } from '../../platform/db/index.ts'
import { CandorError } from '../../platform/errors.ts'
import { decodeCursor, pageOf } from '../../platform/http/page.ts'
import { openEntry, type StoredEntry, storedColumns } from './entry.ts'
import { logProgress, stateOf } from './progress.ts'

/** Whether a body could be read: `erased` if its key was destroyed, `damaged` if the stored row was changed. */
export type Readable = 'yes' | 'erased' | 'damaged'

/** One line of a timeline. */
export type TimelineEntry = {
  readonly id: string
  readonly kind: string
  readonly actor: string
  readonly purpose: string
  readonly recordedAt: string
  /** When it happened, where that differs from when it was recorded. */
  readonly occurredAt: string | null
  /** The body as it was committed to, or null where it cannot be read. */
  readonly body: JsonValue
  readonly readable: Readable
  readonly state: EntryState
  readonly leafIndex: number | null
}

/** Which page of a timeline. */
export type TimelineQuery = {
  readonly cursor?: string | undefined
  readonly limit: number
  /** Only entries of these kinds: whole kinds (`order.placed`) or all of a thing (`order.`). */
  readonly kinds?: readonly string[] | undefined
  /** No entries of these kinds, named likewise. */
  readonly without?: readonly string[] | undefined
}

export type OpenableRow = StoredEntry & { body: Buffer; leaf_index: number | null }

/** Columns of an {@link OpenableRow}; tables `e` and `l`. */
export const openableColumns = `${storedColumns}, e.body, l.leaf_index`

/** Key of a subject that has entries, or nothing if it was destroyed. */
export const readingKey = async (tx: Tx, subject: string): Promise<SubjectKey | undefined> => {
  try {
    return await subjectKey(tx, subject)
  } catch (error) {
    if (error instanceof CandorError && error.code === 'SUBJECT_ERASED') return undefined
    throw error
  }
}

/** Opens a body for reading; what cannot be read is said, not thrown, so that one bad row does not hide the others. */
export const readBody = (
  key: SubjectKey | undefined,
  { id, body }: Pick<OpenableRow, 'id' | 'body'>,
): { body: JsonValue; readable: Readable; salt?: Buffer } => {
  if (key === undefined) return { body: null, readable: 'erased' }
  try {
    const { salt, text } = openEntry(key, id, body)
    return { body: JSON.parse(text) as JsonValue, readable: 'yes', salt }
  } catch (error) {
    if (error instanceof CandorError && error.code === 'CORRUPT_CIPHERTEXT') return { body: null, readable: 'damaged' }
    throw error
  }
}

/** When it happened, where that differs from when it was recorded. */
export const occurredAtOf = (row: Pick<OpenableRow, 'occurred_at' | 'recorded_at'>): string | null =>
  row.occurred_at === row.recorded_at ? null : row.occurred_at

const cursorSchema = z.tuple([z.iso.datetime(), z.uuid()])

const kindFilter = `and ($5::text[] is null or exists (
  select from unnest($5::text[]) as wanted where e.kind = wanted or (wanted like '%.' and starts_with(e.kind, wanted))))
     and ($7::text[] is null or not exists (
  select from unnest($7::text[]) as left_out where e.kind = left_out or (left_out like '%.' and starts_with(e.kind, left_out))))`

// A customer may consist of several records that were merged: the newest entries of each, put together.
const page = (after: boolean): string => `
  select ${openableColumns} from customer_records($2) as record cross join lateral (
  select e.* from journal_entry e
   where e.organisation_id = $1 and e.subject = record ${after ? 'and (e.occurred_at, e.id) < ($3, $4)' : 'and $3::timestamptz is null and $4::uuid is null'}
     ${kindFilter}
   order by e.occurred_at desc, e.id desc limit $6) as e
    left join journal_leaf l on l.organisation_id = $1 and l.entry_id = e.id
   order by e.occurred_at desc, e.id desc limit $6`

const firstPage = { name: 'journal-timeline', text: page(false) }
const nextPage = { name: 'journal-timeline-after', text: page(true) }

/**
 * What happened to a subject, newest first, with bodies decrypted; to a customer under whichever record it was recorded. The caller has made sure that the reader may see it.
 * @param subject customer's id; the organisation's for company-wide entries
 * @throws HTTP_CURSOR_INVALID
 */
export const timelineOf = async (
  tx: Tx,
  subject: string,
  { cursor, limit, kinds, without }: TimelineQuery,
): Promise<{ items: TimelineEntry[]; nextCursor: string | null }> => {
  const after = decodeCursor(cursorSchema, cursor)
  const [time, id] = after ?? [null, null]
  const values = [tx.organisationId, subject, time, id, kinds ?? null, limit + 1, without ?? null]
  const [rows, progress] = await Promise.all([
    tx.rows<OpenableRow>({ ...(after === undefined ? firstPage : nextPage), values }),
    logProgress(tx),
  ])
  const keys = new Map<string, SubjectKey | undefined>()
  for (const id of new Set(rows.map((row) => row.subject))) keys.set(id, await readingKey(tx, id))
  return pageOf(
    rows,
    limit,
    (row) => [row.occurred_at, row.id],
    (row) => {
      const { body, readable } = readBody(keys.get(row.subject), row)
      return {
        id: row.id,
        kind: row.kind,
        actor: row.actor,
        purpose: row.purpose,
        recordedAt: row.recorded_at,
        occurredAt: occurredAtOf(row),
        body,
        readable,
        state: stateOf(row.leaf_index, progress),
        leafIndex: row.leaf_index,
      }
    },
  )
}
