import { Client, type ClientConfig } from 'pg'
import { ChainError } from '../errors.ts'
import { migrations, WRITER_LOCK } from './schema.ts'

/** How long to wait for a writer that has just gone: Postgres notices a killed process at once, a lost machine later. */
const LOCK_TIMEOUT_MS = 15_000

/** Makes the server notice within a minute when this machine is gone, so that the lock becomes free. */
const KEEPALIVE = 'set tcp_keepalives_idle = 30; set tcp_keepalives_interval = 10; set tcp_keepalives_count = 3'

const LOCK_NOT_AVAILABLE = '55P03'

const isLockTimeout = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === LOCK_NOT_AVAILABLE

/**
 * Opens a connection that holds the writer lock for as long as it lives.
 *
 * @throws ChainError `CHAIN_IN_USE` when another process has the chain open
 */
export const connectWriter = async (config: ClientConfig): Promise<Client> => {
  const client = new Client({ ...config, application_name: 'candor embedded chain (writer)' })
  // A connection that breaks reports it here; the statement that was running fails as well, and that is acted upon.
  client.on('error', () => undefined)
  await client.connect()
  try {
    await client.query(`set synchronous_commit = on; set lock_timeout = ${LOCK_TIMEOUT_MS}; ${KEEPALIVE}`)
    await client.query('select pg_advisory_lock($1)', [WRITER_LOCK])
    await client.query('set lock_timeout = 0')
    return client
  } catch (error) {
    await client.end().catch(() => undefined)
    if (!isLockTimeout(error)) throw error
    throw new ChainError(
      'CHAIN_IN_USE',
      'The embedded chain of this database is open in another process. Stop that process, or give this one a database of its own.',
      { cause: error },
    )
  }
}

/** Brings the schema up to date, in one transaction. The caller holds the writer lock. */
export const migrate = async (client: Client): Promise<void> => {
  await client.query('begin')
  try {
    await client.query('create schema if not exists chain')
    await client.query('create table if not exists chain.schema_version (version integer primary key)')
    const result = await client.query<{ version: number | null }>(
      'select max(version) as version from chain.schema_version',
    )
    const version = result.rows[0]?.version ?? 0
    if (version > migrations.length) {
      throw new ChainError(
        'CHAIN_FORMAT_UNKNOWN',
        `The stored chain has format ${version}, this program knows ${migrations.length}. Run the newer program that wrote it.`,
      )
    }
    for (const [index, statements] of migrations.entries()) {
      if (index < version) continue
      await client.query(statements)
      await client.query('insert into chain.schema_version values ($1)', [index + 1])
    }
    await client.query('commit')
  } catch (error) {
    await client.query('rollback').catch(() => undefined)
    throw error
  }
}
