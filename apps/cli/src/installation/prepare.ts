import { prepareChainTables } from '@candor/embedded-chain'
import { migrateDatabase } from '@candor/server/platform/db/migrate'
import type { Store } from '@candor/server/platform/db/store'
import { appendOnlyTables } from '@candor/server/tables'

/** Gives an empty database the tables of this version, those of the embedded chain included. */
export const prepareTables = async ({ owner, connection }: Store): Promise<void> => {
  await migrateDatabase(owner, appendOnlyTables)
  await prepareChainTables({ ...connection })
}
