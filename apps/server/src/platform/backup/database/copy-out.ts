import type pg from 'pg'
import { to } from 'pg-copy-streams'
import type { Item } from '../container/items.ts'
import { nothing } from '../container/items.ts'
import { sequenceStates, storedTables, type SequenceState, type Table } from './tables.ts'

/** Told how far the copying has come. */
export type OnTable = (table: string, done: number, of: number) => void

/** Rows of each table, and where the sequences stood. */
export type Totals = {
  readonly rows: Readonly<Record<string, number>>
  readonly sequences: readonly SequenceState[]
}

const organisations = async (client: pg.ClientBase): Promise<string[]> => {
  const { rows } = await client.query<{ id: string }>('select id::text from organisation order by id')
  return rows.map(({ id }) => id)
}

const bypassesPolicies = async (client: pg.ClientBase): Promise<boolean> => {
  const { rows } = await client.query<{ yes: boolean }>(
    'select rolsuper or rolbypassrls as yes from pg_roles where rolname = current_user',
  )
  return rows[0]?.yes ?? false
}

async function* rowsOf(
  client: pg.ClientBase,
  table: Table,
  tenants: readonly string[] | undefined,
  onRows: (rows: number) => void,
): AsyncGenerator<Uint8Array, void, void> {
  const select = `select ${table.columns.join(', ')} from ${table.name}`
  if (tenants === undefined || !table.perOrganisation) {
    const stream = client.query(to(`copy (${select}) to stdout`))
    yield* stream
    onRows(stream.rowCount)
    return
  }
  let rows = 0
  for (const tenant of tenants) {
    await client.query("select set_config('candor.organisation_id', $1, true)", [tenant])
    const stream = client.query(to(`copy (${select} where organisation_id = '${tenant}') to stdout`))
    yield* stream
    rows += stream.rowCount
  }
  onRows(rows)
}

/**
 * All rows of a database as they stood at one moment, while others go on writing. One item a table, in Postgres's
 * COPY text format, then the totals.
 * @param client a connection of the owner in a transaction of its own: see {@link inSnapshot}
 */
export async function* databaseItems(
  client: pg.ClientBase,
  leaveOut: ReadonlySet<string>,
  onTable: OnTable = () => undefined,
): AsyncGenerator<Item, void, void> {
  const tables = await storedTables(client, leaveOut)
  const tenants = (await bypassesPolicies(client)) ? undefined : await organisations(client)
  const counts: Record<string, number> = {}
  for (const [at, table] of tables.entries()) {
    onTable(table.name, at, tables.length)
    const contents = rowsOf(client, table, tenants, (rows) => (counts[table.name] = rows))
    yield { kind: 'table', name: table.name, about: { columns: table.columns }, contents }
  }
  const about: Totals = { rows: counts, sequences: await sequenceStates(client) }
  yield { kind: 'totals', name: 'totals', about, contents: nothing() }
}

/** Runs `run` in one read-only snapshot. The settings fix how values are written, whatever the server's defaults. */
export const inSnapshot = async <T>(pool: pg.Pool, run: (client: pg.ClientBase) => Promise<T>): Promise<T> => {
  const client = await pool.connect()
  try {
    await client.query('begin isolation level repeatable read, read only')
    await client.query(
      "set local timezone = 'UTC'; set local datestyle = 'ISO, YMD'; set local intervalstyle = 'iso_8601'; set local bytea_output = 'hex'; set local extra_float_digits = 1; set local statement_timeout = 0",
    )
    return await run(client)
  } finally {
    // Closed rather than given back: a copy that was broken off leaves the connection in the middle of it.
    client.release(true)
  }
}
