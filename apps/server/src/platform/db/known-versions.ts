import { readMigrationFiles } from 'drizzle-orm/migrator'
import type pg from 'pg'
import { StartError } from '../start-error.ts'

const undefinedTable = '42P01'

const appliedHashes = async (client: pg.ClientBase): Promise<string[]> => {
  try {
    const { rows } = await client.query<{ hash: string }>(
      'select hash from drizzle.__drizzle_migrations order by created_at',
    )
    return rows.map(({ hash }) => hash)
  } catch (error) {
    if ((error as { code?: unknown }).code === undefinedTable) return []
    throw error
  }
}

/**
 * Makes sure that the database was made by this version or an earlier one, before anything in it is touched.
 * @param client a connection of the owner, outside a transaction
 * @param migrationsFolder the migrations of this version
 * @throws StartError when it was made by a later version, or by one from between two releases
 */
export const refuseUnknownVersion = async (client: pg.ClientBase, migrationsFolder: string): Promise<void> => {
  const known = readMigrationFiles({ migrationsFolder }).map(({ hash }) => hash)
  const applied = await appliedHashes(client)
  if (applied.every((hash, index) => hash === known[index])) return
  throw new StartError(
    'The database was made by a version of Candor that this one does not know: a later one, or one from between two releases.',
    'Start that version, or set CANDOR_DATA (or DATABASE_URL) to another place to begin anew. Nothing was changed.',
  )
}
