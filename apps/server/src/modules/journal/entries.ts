import type { JournalEntry } from '@candor/api'
import { leafHashOf, toHex } from '@candor/journal'
import type { Tx } from '../../platform/db/index.ts'
import { journalErrors } from './errors.ts'
import { publicEntry } from './entry.ts'
import { logProgress, stateOf } from './progress.ts'
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

/**
 * One entry with what was hashed, its place and its body. The caller has made sure that the reader may see it.
 * @throws JOURNAL_ENTRY_NOT_FOUND
 */
export const readEntry = async (tx: Tx, id: string): Promise<JournalEntry> => {
  const [row, progress] = await Promise.all([entryRow(tx, id), logProgress(tx)])
  const entry = publicEntry(tx.organisationId, row)
  const { body, readable } = readBody(await readingKey(tx, row.subject), row)
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
