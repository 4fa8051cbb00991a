import type { Writable } from 'node:stream'
import { drizzle, type NodePgDatabase } from 'drizzle-orm/node-postgres'
import type pg from 'pg'
import type { Keyring } from '../crypto/keyring.ts'
import { isUuid } from '../ids.ts'
import { platformErrors } from '../platform-errors.ts'
import type { Sql, Tx } from './types.ts'

const attempts = 6

/** Serialisation failure and deadlock: the two failures that running again can cure (SQLSTATE class 40). */
const curable = new Set(['40001', '40P01'])

const inFailedTransaction = '25P02'

/** SQLSTATE of a database error, also when Drizzle wrapped it. */
export const sqlState = (error: unknown): string | undefined => {
  for (let at: unknown = error; at instanceof Error; at = at.cause) {
    const { code } = at as Error & { code?: unknown }
    if (typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code)) return code
  }
  return undefined
}

/**
 * Has everything that is asked of a connection within one turn of the event loop leave in one packet: the statements of a
 * transaction then wake Postgres once, and cost one system call.
 */
const gather = (client: pg.PoolClient): void => {
  const { stream } = (client as unknown as { connection: { stream: Writable } }).connection
  stream.cork()
  process.nextTick(() => stream.uncork())
}

type OpenTx = { readonly tx: Tx; close: () => (() => void)[] }

const openTx = (client: pg.PoolClient, keys: Keyring, organisationId: string): OpenTx => {
  let open = true
  let orm: NodePgDatabase | undefined
  const hooks: (() => void)[] = []
  let failure: unknown
  const rows = async <R>(sql: Sql): Promise<R[]> => {
    if (!open) throw new Error('this transaction is over: a query was not awaited inside it')
    gather(client)
    try {
      const { rows: found } = await client.query(sql as pg.QueryConfig)
      return found as R[]
    } catch (error) {
      // Of statements sent together, those behind the one that failed only say that the transaction has failed.
      if (failure !== undefined && sqlState(error) === inFailedTransaction) throw failure
      failure ??= error
      throw error
    }
  }
  const maybe = async <R>(sql: Sql): Promise<R | undefined> => (await rows<R>(sql))[0]
  const tx: Tx = {
    organisationId,
    client,
    keys,
    rows,
    maybe,
    one: async <R>(sql: Sql): Promise<R> => {
      const row = await maybe<R>(sql)
      if (row === undefined) throw platformErrors.NOT_FOUND('no such record in this organisation')
      return row
    },
    get orm() {
      return (orm ??= drizzle(client))
    },
    afterCommit: (run) => {
      hooks.push(run)
    },
  }
  return {
    tx,
    close: () => {
      open = false
      return hooks
    },
  }
}

/** One attempt. The connection is given back clean, or thrown away when that cannot be known. */
const attempt = async <T>(
  pool: pg.Pool,
  keys: Keyring,
  organisationId: string,
  run: (tx: Tx) => Promise<T>,
): Promise<T> => {
  const client = await pool.connect()
  const { tx, close } = openTx(client, keys, organisationId)
  gather(client)
  // Not awaited here: the first statements of `run` travel in the same round trip.
  const begun = client.query(`begin; select set_config('candor.organisation_id', '${organisationId}', true)`)
  begun.catch(() => undefined)
  let result: T
  try {
    result = await run(tx)
    await begun
    const { command } = await client.query('commit')
    // A swallowed error leaves the transaction aborted, and then Postgres answers COMMIT by rolling back.
    if (command !== 'COMMIT') throw new Error('the transaction had failed before its commit: an error was swallowed')
  } catch (error) {
    close()
    const cause = await begun.then(
      () => error,
      (failure: unknown) => failure,
    )
    const clean = await client.query('rollback').then(
      () => true,
      () => false,
    )
    client.release(!clean)
    throw cause
  }
  const hooks = close()
  client.release()
  for (const hook of hooks) hook()
  return result
}

/**
 * Runs one transaction as one organisation, again when Postgres asks for it.
 * @param pool the pool of the role `candor_app`
 * @throws the error of `run`, or of the commit; nothing is stored then
 */
export const inOrganisation = async <T>(
  pool: pg.Pool,
  keys: Keyring,
  organisationId: string,
  run: (tx: Tx) => Promise<T>,
): Promise<T> => {
  if (!isUuid(organisationId)) throw new TypeError('an organisation id is a UUID in lower case')
  for (let tried = 1; ; tried += 1) {
    try {
      return await attempt(pool, keys, organisationId, run)
    } catch (error) {
      const state = sqlState(error)
      if (tried === attempts || state === undefined || !curable.has(state)) throw error
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 10 * 2 ** tried))
    }
  }
}
