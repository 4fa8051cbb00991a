import { join } from 'node:path'
import type pg from 'pg'
import { folderHolder, lockFolder } from './embedded/folder-lock.ts'
import { embeddedConnection, startEmbeddedPostgres } from './embedded/server.ts'
import { socketFolder } from './embedded/socket-folder.ts'
import { openPools, serverLimits } from './pools.ts'
import type { Connection } from './types.ts'

/** What {@link openStore} needs of the configuration. */
export type StoreOptions = {
  /** Absolute path of the data folder. */
  readonly data: string
  /** An existing server instead of the embedded one. */
  readonly databaseUrl: string | undefined
  readonly poolSize?: { readonly owner: number; readonly app: number }
  /** Told of connections that break while idle. */
  readonly onError?: (error: Error) => void
  /** Told when the embedded server ended by itself. */
  readonly onCrash?: (reason: string) => void
  /** Use the embedded server of a running Candor if there is one: for commands beside it. */
  readonly attach?: boolean
}

/** A server that answers, with our two pools on it. Not yet migrated. */
export type Store = {
  readonly connection: Connection
  readonly owner: pg.Pool
  readonly app: pg.Pool
  close: () => Promise<void>
}

const withPools = (connection: Connection, options: StoreOptions, stop: () => Promise<void>): Store => {
  let closing: Promise<void> | undefined
  const limits = options.attach === true ? {} : serverLimits
  const pools = openPools(connection, options.poolSize ?? { owner: 12, app: 24 }, limits, (error) => {
    // While closing, the server ends connections that are on their way out anyway.
    if (closing === undefined) options.onError?.(error)
  })
  const close = async (): Promise<void> => {
    await Promise.all([pools.owner.end(), pools.app.end()])
    await stop()
  }
  return { connection, ...pools, close: async () => (closing ??= close()) }
}

/**
 * Opens the store that the configuration names, starting the embedded Postgres where it is that.
 * @throws StartError
 */
export const openStore = async (options: StoreOptions): Promise<Store> => {
  const { data, databaseUrl, onCrash, attach } = options
  const nothing = async (): Promise<void> => undefined
  if (databaseUrl !== undefined) return withPools({ connectionString: databaseUrl }, options, nothing)
  const sockets = socketFolder(data)
  if (attach === true && (await folderHolder(sockets)) !== undefined) {
    return withPools(embeddedConnection(sockets), options, nothing)
  }
  const lock = await lockFolder(data, sockets)
  try {
    const server = await startEmbeddedPostgres(join(data, 'postgres'), sockets)
    void server.crashed.then((reason) => onCrash?.(reason))
    return withPools(server.connection, options, async () => {
      await server.stop()
      await lock.release()
    })
  } catch (error) {
    await lock.release()
    throw error
  }
}
