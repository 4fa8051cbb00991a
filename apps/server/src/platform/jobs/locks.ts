import type pg from 'pg'

/**
 * Session locks that say "this process is at it". Postgres drops them with the connection, so a killed process
 * frees its jobs at once and nobody has to guess from timestamps whether a job is still being worked on.
 */
export class JobLocks {
  readonly #pool: pg.Pool
  readonly #onLost: () => void
  #client: Promise<pg.PoolClient> | undefined

  /** @param onLost told when the connection broke and every lock with it */
  constructor(pool: pg.Pool, onLost: () => void) {
    this.#pool = pool
    this.#onLost = onLost
  }

  async #connect(): Promise<pg.PoolClient> {
    const client = await this.#pool.connect()
    client.once('error', () => {
      // Given back already: the server took its leave of a connection that we were closing.
      if (this.#client === undefined) return
      this.#client = undefined
      client.release(true)
      this.#onLost()
    })
    return client
  }

  async #connection(): Promise<pg.PoolClient> {
    this.#client ??= this.#connect()
    try {
      return await this.#client
    } catch (error) {
      this.#client = undefined
      throw error
    }
  }

  /** Whether the lock is now ours. Not to be asked for a lock that this process holds. */
  async take(name: string): Promise<boolean> {
    const client = await this.#connection()
    const { rows } = await client.query<{ taken: boolean }>({
      name: 'job-lock',
      text: 'select pg_try_advisory_lock(hashtextextended($1, 726610)) as taken',
      values: [name],
    })
    return rows[0]?.taken === true
  }

  async release(name: string): Promise<void> {
    const client = await this.#client
    await client?.query({
      name: 'job-unlock',
      text: 'select pg_advisory_unlock(hashtextextended($1, 726610))',
      values: [name],
    })
  }

  async close(): Promise<void> {
    const client = await this.#client
    this.#client = undefined
    client?.release(true)
  }
}
