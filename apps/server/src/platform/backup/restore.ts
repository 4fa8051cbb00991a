import { existsSync, readdirSync } from 'node:fs'
import { mkdir, open, rename, rm, rmdir } from 'node:fs/promises'
import { dirname } from 'node:path'
import type pg from 'pg'
import { folderHolder } from '../db/embedded/folder-lock.ts'
import { socketFolder } from '../db/embedded/socket-folder.ts'
import { openStore, type Store } from '../db/store.ts'
import { readArchive, verifyArchive } from './container/archive.ts'
import type { Item } from './container/items.ts'
import type { Secret } from './container/secret.ts'
import { isEmptyDatabase, openLoader, type Loader } from './database/copy-in.ts'
import type { OnTable } from './database/copy-out.ts'
import { assertSameShape } from './database/version.ts'
import { BackupError } from './errors.ts'
import { restoreFile } from './files/folder.ts'

/** What {@link restoreBackup} needs. */
export type RestoreOptions = {
  readonly file: string
  readonly secret: Secret
  /** Absolute path of the data folder to make. */
  readonly data: string
  /** An external server to restore the database to; embedded in the folder unless given. */
  readonly databaseUrl: string | undefined
  /** Gives an empty database the shape that this version of the program expects. */
  readonly prepare: (store: Store) => Promise<void>
  /** Changes what must not go on as it was, in the transaction that brings the rows back. */
  readonly settle?: (client: pg.ClientBase) => Promise<void>
  /** Looks at the restored data before the folder gets its name; what it finds is passed on. */
  readonly check?: (staging: string) => Promise<void>
  readonly onTable?: OnTable
}

/** What was restored. */
export type RestoreSummary = {
  readonly data: string
  readonly createdAt: string
  readonly tables: number
  readonly files: number
}

const notEmpty = (what: string, remedy: string): BackupError =>
  new BackupError('BACKUP_TARGET_NOT_EMPTY', `${what} is not empty, and a restore never overwrites.`, remedy)

const assertNoFolder = (data: string): void => {
  if (existsSync(data) && readdirSync(data).length > 0) {
    throw notEmpty(`The folder ${data}`, 'Name another folder with --to, or move that one away first.')
  }
}

const take = async (client: pg.ClientBase, loader: Loader, staging: string, items: AsyncIterable<Item>) => {
  let tables = 0
  let files = 0
  for await (const item of items) {
    if (item.kind === 'about') await assertSameShape(client, item.about['migrations'] as string[])
    else if (item.kind === 'table') {
      await loader.table(item)
      tables += 1
    } else if (item.kind === 'totals') await loader.totals(item)
    else if (item.kind === 'file') {
      await restoreFile(staging, item)
      files += 1
    }
  }
  return { tables, files }
}

/** Loads the archive in one transaction, which ends only when the last byte has been checked. */
const load = async (pool: pg.Pool, staging: string, { file, secret, onTable, settle }: RestoreOptions) => {
  const client = await pool.connect()
  try {
    await client.query("begin; set local timezone = 'UTC'; set local statement_timeout = 0")
    const loader = await openLoader(client, onTable)
    const taken = await readArchive(file, secret, async (items, createdAt) => ({
      createdAt,
      ...(await take(client, loader, staging, items)),
    }))
    await loader.finish()
    await settle?.(client)
    await client.query('commit')
    return taken
  } finally {
    client.release(true)
  }
}

const syncParent = async (path: string): Promise<void> => {
  const folder = await open(dirname(path), 'r')
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}

/** A fresh folder beside the target. What a killed restore left there goes; one that is under way does not. */
const makeStaging = async (data: string): Promise<string> => {
  const staging = `${data}.restoring`
  if (existsSync(staging)) {
    const holder = await folderHolder(socketFolder(staging))
    if (holder !== undefined) throw notEmpty(staging, `Another restore works there (${holder}); wait for it.`)
    await rm(staging, { recursive: true, force: true })
  }
  await mkdir(staging, { recursive: true, mode: 0o700 })
  return staging
}

const restoreInto = async (staging: string, options: RestoreOptions) => {
  const store = await openStore({ data: staging, databaseUrl: options.databaseUrl })
  try {
    if (!(await isEmptyDatabase(store.owner))) {
      throw notEmpty('The database that DATABASE_URL names', 'Make a new, empty database and name that one.')
    }
    await options.prepare(store)
    return await load(store.owner, staging, options)
  } finally {
    await store.close()
  }
}

/**
 * Makes an installation from a backup. Works in `<data>.restoring` beside the target, which gets its name at the
 * very end; a restore that was killed leaves that folder, and the next one begins anew.
 * @throws BackupError when the backup is not whole or the target not empty; nothing is left then
 */
export const restoreBackup = async (options: RestoreOptions): Promise<RestoreSummary> => {
  const { data, file, secret } = options
  assertNoFolder(data)
  await verifyArchive(file, secret)
  const staging = await makeStaging(data)
  try {
    const taken = await restoreInto(staging, options)
    await options.check?.(staging)
    assertNoFolder(data)
    if (existsSync(data)) await rmdir(data)
    await rm(socketFolder(staging), { recursive: true, force: true })
    await rename(staging, data)
    await syncParent(data)
    return { data, ...taken }
  } catch (error) {
    await rm(staging, { recursive: true, force: true })
    throw error
  }
}
