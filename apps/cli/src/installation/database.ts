import type { Config } from '@candor/server/platform/config'
import { openDatabase, type Database } from '@candor/server/platform/db/index'
import { appendOnlyTables } from '@candor/server/tables'

/**
 * Opens the database of an installation for the time of `run`: the embedded Postgres of a running server is used
 * beside it, a stopped one is started.
 * @throws StartError when it cannot be opened or the master key is missing
 */
export const withDatabase = async <T>(config: Config, run: (db: Database) => Promise<T>): Promise<T> => {
  const db = await openDatabase({
    data: config.data,
    databaseUrl: config.databaseUrl,
    masterKeyFile: config.masterKeyFile,
    appendOnly: appendOnlyTables,
    attach: true,
    poolSize: { owner: 4, app: 8 },
  })
  try {
    return await run(db)
  } finally {
    await db.close()
  }
}
