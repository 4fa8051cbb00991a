import { existsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type pg from 'pg'
import { writeArchive } from './container/archive.ts'
import { nothing, type Item } from './container/items.ts'
import type { Secret } from './container/secret.ts'
import { databaseItems, inSnapshot, type OnTable } from './database/copy-out.ts'
import { migrationsOf, migrationsTable } from './database/version.ts'
import { fileItem, folderItems } from './files/folder.ts'

/** What {@link createBackup} needs. */
export type BackupOptions = {
  readonly owner: pg.Pool
  /** Absolute path of the data folder. */
  readonly data: string
  /** Folders below it whose files belong to the backup, such as `keys`. */
  readonly folders: readonly string[]
  /** Files from elsewhere, by the names they shall have in the data folder, such as `keys/master.key`. */
  readonly others?: Readonly<Record<string, string>>
  /** Tables (`schema.table`) that are rebuilt rather than restored. */
  readonly leaveOut?: readonly string[]
  /** File to write, or a folder that gets one named by the time. */
  readonly to: string
  readonly secret: Secret
  readonly onTable?: OnTable
  readonly now?: Date
}

/** What a backup holds. */
export type BackupSummary = {
  readonly file: string
  readonly createdAt: string
  readonly bytes: number
  readonly tables: number
  readonly files: number
}

const fileFor = (to: string, now: Date): string => {
  if (!existsSync(to) || !statSync(to).isDirectory()) return to
  return join(to, `candor-${now.toISOString().slice(0, 19).replaceAll(':', '-')}Z.backup`)
}

async function* everything(client: pg.ClientBase, options: BackupOptions, now: Date): AsyncGenerator<Item, void, void> {
  const { rows } = await client.query<{ version: string }>('show server_version')
  const migrations = await migrationsOf(client)
  const about = { createdAt: now.toISOString(), postgres: rows[0]?.version, migrations }
  yield { kind: 'about', name: 'about', about, contents: nothing() }
  yield* databaseItems(client, new Set([migrationsTable, ...(options.leaveOut ?? [])]), options.onTable)
  // After the rows: whatever key or file a row speaks of was there before it.
  yield* folderItems(options.data, options.folders)
  for (const [name, path] of Object.entries(options.others ?? {})) yield* fileItem(path, name)
}

/**
 * Writes everything that an installation is made of into one encrypted file, as of one moment, while it goes on
 * working. The file has its name only when it was written, synced and read back in full.
 * @throws BackupError
 */
export const createBackup = async (options: BackupOptions): Promise<BackupSummary> => {
  const now = options.now ?? new Date()
  const file = fileFor(options.to, now)
  const { items, bytes } = await inSnapshot(options.owner, async (client) =>
    writeArchive(file, options.secret, everything(client, options, now), now),
  )
  const count = (kind: Item['kind']): number => items.filter((item) => item.kind === kind).length
  return { file, createdAt: now.toISOString(), bytes, tables: count('table'), files: count('file') }
}
