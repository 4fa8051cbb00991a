import { spawn, type ChildProcess } from 'node:child_process'
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { Client } from 'pg'
import { StartError } from '../../start-error.ts'
import type { Connection } from '../types.ts'
import { postgresBinaries } from './binaries.ts'
import { findLauncher, runToEnd, type Launcher } from './launch.ts'
import { clearOrphans } from './orphans.ts'
import { postgresSettings } from './settings.ts'

/** Major version of the embedded server: a data folder belongs to one. */
const major = '18'
const port = 5432
const user = 'candor'
const pause = async (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds))

/** A running embedded server. */
export type EmbeddedPostgres = {
  readonly connection: Connection
  /** Resolves when the server ended without having been asked to. */
  readonly crashed: Promise<string>
  stop: () => Promise<void>
}

/** Address of the server whose sockets are in `sockets`. */
export const embeddedConnection = (sockets: string, database = 'candor'): Connection => ({
  host: sockets,
  port,
  user,
  database,
})

const initialise = (launcher: Launcher, bin: string, folder: string): void => {
  // Made beside its final place and renamed when whole, so that a kill in between leaves nothing half made.
  const making = `${folder}.new`
  rmSync(making, { recursive: true, force: true })
  mkdirSync(making, { recursive: true, mode: 0o700 })
  launcher.own(making)
  const locale = ['-E', 'UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8']
  const rest = ['-U', user, '--auth=trust', '--data-checksums', '--no-instructions']
  runToEnd(launcher, join(bin, 'initdb'), ['-D', making, ...locale, ...rest])
  renameSync(making, folder)
}

const canConnect = async (connection: Connection): Promise<boolean> => {
  const client = new Client({ ...connection, connectionTimeoutMillis: 2000 })
  client.on('error', () => undefined)
  try {
    await client.connect()
    await client.end()
    return true
  } catch {
    return false
  }
}

const ensureDatabase = async (sockets: string): Promise<void> => {
  const client = new Client(embeddedConnection(sockets, 'postgres'))
  await client.connect()
  try {
    const { rowCount } = await client.query("select from pg_database where datname = 'candor'")
    if (rowCount === 0) await client.query('create database candor')
  } finally {
    await client.end()
  }
}

const untilReady = async (child: ChildProcess, sockets: string, ended: () => boolean): Promise<void> => {
  const connection = embeddedConnection(sockets, 'postgres')
  // Recovery after a crash replays what the log holds, which can take a while.
  for (const started = Date.now(); Date.now() - started < 300_000;) {
    if (ended()) return
    if (existsSync(join(sockets, `.s.PGSQL.${port}`)) && (await canConnect(connection))) return
    await pause(10)
  }
  child.kill('SIGQUIT')
}

type Settings = Readonly<Record<string, string>>

const launch = async (launcher: Launcher, bin: string, folder: string, chosen: Settings): Promise<EmbeddedPostgres> => {
  const sockets = chosen['unix_socket_directories'] as string
  const settings = Object.entries(chosen).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const [command = '', ...words] = [...launcher.prefix, join(bin, 'postgres'), '-D', folder, ...settings]
  // Not a pipe: a server that outlives us for its last second must still be able to write.
  const firstWords = join(folder, 'start.log')
  const output = openSync(firstWords, 'w')
  const child = spawn(command, words, { ...launcher.user, cwd: '/', stdio: ['ignore', output, output] })
  closeSync(output)
  let asked = false
  let over = false
  const exit = new Promise<string>((resolve) => {
    const finish = (reason: string): void => {
      over = true
      resolve(reason)
    }
    child.once('error', (error) => finish(error.message))
    child.once('exit', (code, signal) => finish(`Postgres ended with ${signal ?? `code ${code}`}`))
  })
  const stop = async (): Promise<void> => {
    asked = true
    child.kill('SIGINT')
    const impatience = setTimeout(() => child.kill('SIGQUIT'), 30_000)
    await exit
    clearTimeout(impatience)
  }
  await untilReady(child, sockets, () => over)
  if (over) throw new Error(`${await exit}: ${readFileSync(firstWords, 'utf8').trim()}`)
  child.unref()
  return {
    connection: embeddedConnection(sockets),
    crashed: exit.then(async (reason) => (asked ? new Promise<never>(() => undefined) : reason)),
    stop,
  }
}

/**
 * Starts the embedded Postgres on a folder, making the folder on first use. Call with the folder's lock held.
 * @param folder parent of the cluster: `<data>/postgres`
 * @param sockets folder of the unix socket
 * @param others settings that differ from those of `postgresSettings`
 * @throws StartError when it cannot start, with what Postgres said
 */
export const startEmbeddedPostgres = async (
  folder: string,
  sockets: string,
  others: Settings = {},
): Promise<EmbeddedPostgres> => {
  const bin = postgresBinaries()
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const launcher = findLauncher(folder)
  const cluster = join(folder, major)
  if (launcher.user !== undefined) {
    launcher.own(folder)
    launcher.own(sockets)
  }
  try {
    if (!existsSync(cluster)) initialise(launcher, bin, cluster)
    await clearOrphans(cluster, sockets)
    const server = await launch(launcher, bin, cluster, { ...postgresSettings(sockets), ...others })
    await ensureDatabase(sockets)
    return server
  } catch (error) {
    if (error instanceof StartError) throw error
    const said = error instanceof Error ? error.message : String(error)
    throw new StartError(
      `The embedded Postgres could not start: ${said}`,
      `Look at ${join(cluster, 'log')}; the disk may be full or the folder unreadable. Or give a server by DATABASE_URL.`,
      error,
    )
  }
}
