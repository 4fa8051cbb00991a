import type { Writable } from 'node:stream'
import { drizzle, type NodePgDatabase } from 'drizzle-orm/node-postgres'
import type pg from 'pg'
import type { Keyring } from '../crypto/keyring.ts'
import { isUuid } from '../ids.ts'
import { platformErrors } from '../platform-errors.ts'
import { AppendedRows } from './appended-rows.ts'
import { sqlState } from './sql-state.ts'
import type { Append, Sql, Tx } from './types.ts'

const inFailedTransaction = '25P02'

/**
 * Has everything that is asked of a connection within one turn of the event loop leave in one packet: the statements of a
 * transaction then wake Postgres once, and cost one system call.
 */
const gather = (client: pg.PoolClient): void => {
  const { stream } = (client as unknown as { connection: { stream: Writable } }).connection
  stream.cork()
  process.nextTick(() => stream.uncork())
}

/** A transaction of one organisation that has begun, for one caller or for several that share it. */
export class OpenTransaction {
  readonly #client: pg.PoolClient
  readonly #keys: Keyring
  readonly #organisationId: string
  readonly #begun: Promise<unknown>
  readonly #hooks: (() => void)[] = []
  readonly #appended: AppendedRows
  #open = true
  #failure: unknown

  private constructor(client: pg.PoolClient, keys: Keyring, organisationId: string) {
    this.#client = client
    this.#keys = keys
    this.#organisationId = organisationId
    this.#appended = new AppendedRows(async (sql) => this.#rows(sql))
    gather(client)
    // Not awaited here: the first statements of the transaction travel in the same round trip.
    this.#begun = client.query(`begin; set local candor.organisation_id = '${organisationId}'`)
    this.#begun.catch(() => undefined)
  }

  /** @param pool the pool of the role `candor_app` */
  static async begin(pool: pg.Pool, keys: Keyring, organisationId: string): Promise<OpenTransaction> {
    if (!isUuid(organisationId)) throw new TypeError('an organisation id is a UUID in lower case')
    return new OpenTransaction(await pool.connect(), keys, organisationId)
  }

  /**
   * The transaction as one caller uses it.
   * @param shared whether there are other callers, so that rows which are appended wait for theirs
   */
  tx(shared = false): Tx {
    const client = this.#client
    let orm: NodePgDatabase | undefined
    const rows = async <R>(sql: Sql): Promise<R[]> => this.#rows<R>(sql)
    const maybe = async <R>(sql: Sql): Promise<R | undefined> => (await rows<R>(sql))[0]
    return {
      organisationId: this.#organisationId,
      client,
      keys: this.#keys,
      rows,
      maybe,
      one: async <R>(sql: Sql): Promise<R> => {
        const row = await maybe<R>(sql)
        if (row === undefined) throw platformErrors.NOT_FOUND('no such record in this organisation')
        return row
      },
      append: async (append: Append) => this.#appended.add(append, shared),
      get orm() {
        return (orm ??= drizzle(client))
      },
      afterCommit: (run) => {
        this.#hooks.push(run)
      },
    }
  }

  async #rows<R>(sql: Sql): Promise<R[]> {
    if (!this.#open) throw new Error('this transaction is over: a query was not awaited inside it')
    gather(this.#client)
    try {
      const { rows } = await this.#client.query(sql as pg.QueryConfig)
      return rows as R[]
    } catch (error) {
      // Of statements sent together, those behind the one that failed only say that the transaction has failed.
      if (this.#failure !== undefined && sqlState(error) === inFailedTransaction) throw this.#failure
      this.#failure ??= error
      throw error
    }
  }

  /**
   * Makes it durable and gives the connection back.
   * @returns calls what waits for that: not part of the transaction, so not to be called where a failure would undo it
   * @throws when nothing is stored; then call {@link rollback}
   */
  async commit(): Promise<() => void> {
    await this.#begun
    const { command } = await this.#client.query('commit')
    // A swallowed error leaves the transaction aborted, and then Postgres answers COMMIT by rolling back.
    if (command !== 'COMMIT') throw new Error('the transaction had failed before its commit: an error was swallowed')
    this.#open = false
    this.#client.release()
    return () => {
      for (const hook of this.#hooks) hook()
    }
  }

  /**
   * Undoes it. The connection is given back clean, or thrown away when that cannot be known.
   * @returns why the transaction failed: `reason`, or what was wrong with its beginning
   */
  async rollback(reason: unknown): Promise<unknown> {
    this.#open = false
    const rollback = this.#client.query('rollback')
    const [begun, undone] = await Promise.allSettled([this.#begun, rollback])
    this.#client.release(undone.status === 'rejected')
    return begun.status === 'rejected' ? begun.reason : reason
  }
}
