import type { JournalEntry } from '@candor/api'
import { leafHashOf, toHex } from '@candor/journal'
import type { SubjectKey } from '../../platform/crypto/index.ts'
import type { Tx } from '../../platform/db/index.ts'
import { journalErrors } from './errors.ts'
import { publicEntry } from './entry.ts'
import { logProgress, type LogProgress, stateOf } from './progress.ts'
import { occurredAtOf, openableColumns, type OpenableRow, readBody, readingKey } from './timeline.ts'

/**
 * One entry's row with its position.
 * @throws JOURNAL_ENTRY_NOT_FOUND
 */
export const entryRow = async (tx: Tx, id: string): Promise<OpenableRow> => {
  const row = await tx.maybe<OpenableRow>({
    name: 'journal-entry',
    text: `select ${openableColumns} from journal_entry e
             left join journal_leaf l on l.organisation_id = $1 and l.entry_id = e.id
            where e.organisation_id = $1 and e.id = $2`,
    values: [tx.organisationId, id],
  })
  if (row === undefined) throw journalErrors.JOURNAL_ENTRY_NOT_FOUND(`there is no entry ${id}`)
  return row
}

/** Whom an entry concerns: what decides who may see it. @throws JOURNAL_ENTRY_NOT_FOUND */
export const subjectOf = async (tx: Tx, id: string): Promise<string> => (await entryRow(tx, id)).subject

const opened = (tx: Tx, row: OpenableRow, key: SubjectKey | undefined, progress: LogProgress): JournalEntry => {
  const entry = publicEntry(tx.organisationId, row)
  const { body, readable } = readBody(key, row)
  return {
    entry,
    leafHash: toHex(leafHashOf(entry)),
    leafIndex: row.leaf_index,
    state: stateOf(row.leaf_index, progress),
    occurredAt: occurredAtOf(row),
    readable,
    body,
  }
}

/**
 * One entry with what was hashed, its place and its body. The caller has made sure that the reader may see it.
 * @throws JOURNAL_ENTRY_NOT_FOUND
 */
export const readEntry = async (tx: Tx, id: string): Promise<JournalEntry> => {
  const [row, progress] = await Promise.all([entryRow(tx, id), logProgress(tx)])
  return opened(tx, row, await readingKey(tx, row.subject), progress)
}

/**
 * Entries as {@link readEntry} gives them, in no order; those that are not there are left out. The caller has made sure that the
 * reader may see them.
 */
export const readEntries = async (tx: Tx, ids: readonly string[]): Promise<JournalEntry[]> => {
  if (ids.length === 0) return []
  const [rows, progress] = await Promise.all([
    tx.rows<OpenableRow>({
      name: 'journal-entries',
      text: `select ${openableColumns} from journal_entry e
               left join journal_leaf l on l.organisation_id = $1 and l.entry_id = e.id
              where e.organisation_id = $1 and e.id = any($2::uuid[])`,
      values: [tx.organisationId, ids],
    }),
    logProgress(tx),
  ])
  const keys = new Map<string, SubjectKey | undefined>()
  for (const subject of new Set(rows.map((row) => row.subject))) keys.set(subject, await readingKey(tx, subject))
  return rows.map((row) => opened(tx, row, keys.get(row.subject), progress))
}
