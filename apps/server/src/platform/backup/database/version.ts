import type pg from 'pg'
import { BackupError } from '../errors.ts'

/** The table in which migrations note themselves; each database has its own. */
export const migrationsTable = 'drizzle.__drizzle_migrations'

/** Hashes of the migrations that made a database what it is, oldest first. */
export const migrationsOf = async (client: pg.ClientBase): Promise<string[]> => {
  const there = await client.query(`select from pg_class where oid = to_regclass('${migrationsTable}')`)
  if (there.rowCount === 0) return []
  const { rows } = await client.query<{ hash: string }>(`select hash from ${migrationsTable} order by created_at, id`)
  return rows.map(({ hash }) => hash)
}

/**
 * Rows fit only into tables of the same shape.
 * @param archived migrations of the database that was backed up
 * @throws BACKUP_OF_OTHER_VERSION
 */
export const assertSameShape = async (client: pg.ClientBase, archived: readonly string[]): Promise<void> => {
  const here = await migrationsOf(client)
  if (here.join() === archived.join()) return
  const older = archived.length < here.length && archived.every((hash, at) => hash === here[at])
  throw new BackupError(
    'BACKUP_OF_OTHER_VERSION',
    `The backup was made by ${older ? 'an older' : 'another'} version of Candor, whose tables have another shape.`,
    'Restore it with the version that made it; starting a newer version on the restored folder then brings it up to date.',
  )
}
