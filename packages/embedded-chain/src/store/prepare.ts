import type { ClientConfig } from 'pg'
import { connectWriter, migrate } from './connection.ts'

/**
 * Makes the tables of a chain where there are none, and opens nothing: for rows that come from a backup.
 *
 * @throws ChainError `CHAIN_IN_USE`, `CHAIN_FORMAT_UNKNOWN`
 */
export const prepareChainTables = async (postgres: ClientConfig): Promise<void> => {
  const client = await connectWriter(postgres)
  try {
    await migrate(client)
  } finally {
    await client.end()
  }
}
