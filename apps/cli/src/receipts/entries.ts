import type { Tx } from '@candor/server/platform/db/index'
import { CliError } from '../errors.ts'

const isUuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** The customer's id, from the id itself or the organisation's own number. @throws CliError when there is none */
const customerId = async (tx: Tx, named: string): Promise<string> => {
  if (isUuid.test(named)) return named
  const row = await tx.maybe<{ id: string }>({
    text: 'select id from customer where organisation_id = $1 and reference = $2',
    values: [tx.organisationId, named],
  })
  if (row !== undefined) return row.id
  throw new CliError(
    'CUSTOMER_NOT_FOUND',
    `There is no customer ${JSON.stringify(named)}.`,
    'Give the customer’s number as the list shows it, or the id from the address of their page.',
  )
}

const ids = async (tx: Tx, text: string, values: readonly unknown[]): Promise<string[]> =>
  (await tx.rows<{ id: string }>({ text, values })).map(({ id }) => id)

/** Sealed entries of one customer, oldest first. */
export const entriesOf = async (tx: Tx, named: string): Promise<string[]> => {
  const found = await ids(
    tx,
    `select e.id from journal_entry e join journal_leaf l on l.organisation_id = $1 and l.entry_id = e.id
      where e.organisation_id = $1 and e.subject = $2 order by l.leaf_index`,
    [tx.organisationId, await customerId(tx, named)],
  )
  if (found.length > 0) return found
  throw new CliError('NO_ENTRIES', `There are no entries about customer ${JSON.stringify(named)}.`, 'Check the number.')
}

/** A number of entries taken evenly from the whole journal. */
export const sampleOf = async (tx: Tx, count: number): Promise<string[]> => {
  const found = await ids(
    tx,
    `with total as (select coalesce(max(leaf_index) + 1, 0) as size from journal_leaf where organisation_id = $1)
     select l.entry_id as id from total cross join generate_series(0, least($2::bigint, size) - 1) as at
       join journal_leaf l on l.organisation_id = $1 and l.leaf_index = at * size / least($2::bigint, size)
      order by l.leaf_index`,
    [tx.organisationId, count],
  )
  if (found.length > 0) return found
  throw new CliError('NO_ENTRIES', 'The journal of this organisation is empty.', 'Import some orders first.')
}
