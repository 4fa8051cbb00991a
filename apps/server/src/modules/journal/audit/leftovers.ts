import type { Tx } from '../../../platform/db/index.ts'
import { entryColumns, type EntryRecord } from './read.ts'
import { entryKey, type Finding, finding, leafKey } from './finding.ts'

/** Most records of one kind that are named one by one. */
const mostNamed = 1_000

type Ids = { id: string }[]

const entryFindings = (
  rows: Ids,
  code: 'JOURNAL_ENTRY_UNPLACED' | 'JOURNAL_PENDING_CHANGED',
  table: string,
  what: string,
): Finding[] => rows.map(({ id }) => finding(code, table, entryKey(id), what))

/**
 * Finds entries that stand nowhere, queue rows without an entry or with a position already, and entries that stand
 * twice. Each question is one statement, so that work going on at the same time cannot look like damage.
 * @param since smallest entry id to look at, to look at new ones only
 */
export const checkLeftovers = async (tx: Tx, since: string | undefined): Promise<Finding[]> => {
  const values = [tx.organisationId, since ?? '00000000-0000-0000-0000-000000000000', mostNamed]
  const unplaced = await tx.rows<{ id: string }>({
    text: `select e.id from journal_entry e
            where e.organisation_id = $1 and e.id >= $2
              and not exists (select from journal_leaf l where l.organisation_id = $1 and l.entry_id = e.id)
              and not exists (select from journal_pending p where p.organisation_id = $1 and p.entry_id = e.id)
            order by e.id limit $3`,
    values,
  })
  const gone = await tx.rows<{ id: string }>({
    text: `select p.entry_id as id from journal_pending p
            where p.organisation_id = $1 and p.entry_id >= $2
              and not exists (select from journal_entry e where e.organisation_id = $1 and e.id = p.entry_id)
            order by 1 limit $3`,
    values,
  })
  const placed = await tx.rows<{ id: string }>({
    text: `select p.entry_id as id from journal_pending p
            where p.organisation_id = $1 and p.entry_id >= $2
              and exists (select from journal_leaf l where l.organisation_id = $1 and l.entry_id = p.entry_id)
            order by 1 limit $3`,
    values,
  })
  const twice = await tx.rows<{ id: string; first: number; second: number }>({
    text: `select entry_id as id, min(leaf_index) as first, max(leaf_index) as second from journal_leaf
            where organisation_id = $1 and entry_id >= $2 group by entry_id having count(*) > 1 order by 1 limit $3`,
    values,
  })
  return [
    ...entryFindings(
      unplaced,
      'JOURNAL_ENTRY_UNPLACED',
      'journal_entry',
      'An entry has no position and does not wait for one: its position was deleted, or the entry was put in by hand.',
    ),
    ...entryFindings(
      gone,
      'JOURNAL_PENDING_CHANGED',
      'journal_pending',
      'An entry that waited for its position is gone.',
    ),
    ...entryFindings(
      placed,
      'JOURNAL_PENDING_CHANGED',
      'journal_pending',
      'An entry waits that has its position already.',
    ),
    ...twice.map(({ id, first, second }) => {
      const what = `The ${entryKey(id)} stands at ${first} and again at ${second}.`
      return finding('JOURNAL_LEAF_DUPLICATE', 'journal_leaf', leafKey(second), what, { entry: id, first, second })
    }),
  ]
}

/** Entries that wait for their position; a bounded number, oldest first. */
export const waitingEntries = async (tx: Tx): Promise<EntryRecord[]> =>
  tx.rows<EntryRecord>({
    text: `select ${entryColumns} from journal_pending p
             join journal_entry e on e.organisation_id = $1 and e.id = p.entry_id
            where p.organisation_id = $1 order by p.entry_id limit 10000`,
    values: [tx.organisationId],
  })
