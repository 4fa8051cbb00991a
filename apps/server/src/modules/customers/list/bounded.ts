import { sqlState, type Sql, type Tx } from '../../../platform/db/index.ts'
import { customerErrors } from '../errors.ts'

/** Milliseconds after which a filter is given up: no list may keep the database from everybody else. */
const longest = 5000
const cancelled = '57014'

/**
 * Rows of a list. Plain pages are read from an index; whatever combination of conditions somebody thinks of is stopped
 * after {@link longest} milliseconds. The transaction is over then.
 * @throws CUSTOMER_FILTER_TOO_WIDE
 */
export const boundedRows = async <R>(tx: Tx, sql: Sql): Promise<R[]> => {
  if (sql.name !== undefined) return tx.rows<R>(sql)
  try {
    const [, rows] = await Promise.all([tx.rows({ text: `set local statement_timeout = ${longest}` }), tx.rows<R>(sql)])
    await tx.rows({ text: 'set local statement_timeout to default' })
    return rows
  } catch (error) {
    if (sqlState(error) !== cancelled) throw error
    throw customerErrors.CUSTOMER_FILTER_TOO_WIDE(`the filter took longer than ${longest} ms`, { cause: error })
  }
}
