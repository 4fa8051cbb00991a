import { pipeline } from 'node:stream/promises'
import type pg from 'pg'
import { from } from 'pg-copy-streams'
import type { Item } from '../container/items.ts'
import { BackupError } from '../errors.ts'
import type { OnTable, Totals } from './copy-out.ts'
import { storedTables, type Table } from './tables.ts'

const unknownHere = (what: string): BackupError =>
  new BackupError(
    'BACKUP_OF_OTHER_VERSION',
    `The backup holds ${what}, which this version of Candor does not know.`,
    'Restore it with the version that made it.',
  )

const forcedTables = async (client: pg.ClientBase): Promise<string[]> => {
  const { rows } = await client.query<{ name: string }>(
    `select c.oid::regclass::text as name from pg_class c where c.relforcerowsecurity and c.relkind in ('r', 'p')`,
  )
  return rows.map(({ name }) => name)
}

const forEach = async (client: pg.ClientBase, names: readonly string[], statement: (name: string) => string) => {
  if (names.length > 0) await client.query(names.map(statement).join('; '))
}

const isTextList = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every((entry) => typeof entry === 'string')

const load = async (client: pg.ClientBase, table: Table, item: Item): Promise<number> => {
  const { columns } = item.about
  if (!isTextList(columns)) throw unknownHere(`the table ${table.name} without its columns`)
  const unknown = columns.filter((column) => !table.columns.includes(column))
  if (unknown.length > 0) throw unknownHere(`the column ${unknown[0]} of ${table.name}`)
  const stream = client.query(from(`copy ${table.name} (${columns.join(', ')}) from stdin`))
  await pipeline(item.contents, stream)
  return stream.rowCount
}

/** Whether no organisation has been set up in a database yet. */
export const isEmptyDatabase = async (client: pg.ClientBase | pg.Pool): Promise<boolean> => {
  const { rows } = await client.query<{ there: boolean }>(
    "select to_regclass('public.organisation') is not null as there",
  )
  if (rows[0]?.there !== true) return true
  const { rowCount } = await client.query('select from organisation limit 1')
  return rowCount === 0
}

/** Takes the rows of an archive into a database, table by table. */
export type Loader = {
  /** Takes one item of kind `table`. @throws BACKUP_OF_OTHER_VERSION when the database has no place for it */
  table(item: Item): Promise<void>
  /** Takes the item of kind `totals`: checks the counts and sets the sequences. @throws BACKUP_DAMAGED */
  totals(item: Item): Promise<void>
  /** Puts the protection back; to be called before the commit. @throws BACKUP_TRUNCATED without totals */
  finish(): Promise<void>
}

const setSequences = async (client: pg.ClientBase, states: Totals['sequences']): Promise<void> => {
  for (const { name, value, called } of states) {
    await client.query('select setval($1::regclass, $2::bigint, $3)', [name, value, called])
  }
}

/**
 * Prepares a database of the right shape for taking rows in. Everything happens in the caller's transaction: in
 * the end all of it is there, or nothing.
 * @param client a connection of the owner, in a transaction
 */
export const openLoader = async (client: pg.ClientBase, onTable: OnTable = () => undefined): Promise<Loader> => {
  const tables = new Map((await storedTables(client, new Set())).map((table) => [table.name, table]))
  const forced = await forcedTables(client)
  // Forced row-level security would keep even the owner from copying rows in.
  await forEach(client, forced, (name) => `alter table ${name} no force row level security`)
  const counts: Record<string, number> = {}
  let whole = false
  return {
    table: async (item) => {
      const table = tables.get(item.name)
      if (table === undefined) throw unknownHere(`the table ${item.name}`)
      onTable(item.name, Object.keys(counts).length, tables.size)
      // Migrations may have put first rows in; the archive has them too.
      await client.query(`delete from ${table.name}`)
      counts[item.name] = await load(client, table, item)
    },
    totals: async (item) => {
      const { rows, sequences } = item.about as Totals
      const wrong = Object.entries(rows).find(([name, count]) => counts[name] !== count)
      if (wrong !== undefined) {
        const [name, count] = wrong
        throw new BackupError(
          'BACKUP_DAMAGED',
          `${name} should have ${count} rows but has ${counts[name] ?? 0}.`,
          'Use another backup.',
        )
      }
      await setSequences(client, sequences)
      whole = true
    },
    finish: async () => {
      if (!whole) throw new BackupError('BACKUP_TRUNCATED', 'The backup holds no totals.', 'Use another backup.')
      await forEach(client, forced, (name) => `alter table ${name} force row level security`)
    },
  }
}
