import type pg from 'pg'
import type { Random } from '../system/random.ts'
import type { Touched } from './tampering.ts'

/** What a person with all rights on the database might do, and the record that must then be named. */
export type Tampering = {
  readonly touched: readonly Touched[]
  readonly change: readonly { readonly text: string; readonly values?: readonly unknown[] }[]
  /** Words that must stand in the table or key of a finding, each in some finding. */
  readonly named: readonly string[]
}

export type TamperKind = {
  readonly name: string
  readonly plan: (pool: pg.Pool, random: Random) => Promise<Tampering>
}

const pick = async <Row extends pg.QueryResultRow>(pool: pg.Pool, text: string, random: Random): Promise<Row> => {
  const { rows } = await pool.query<Row>(`select * from (${text}) as candidate order by 1 offset $1 limit 1`, [
    random((await pool.query<{ n: number }>(`select count(*)::int as n from (${text}) as candidate`)).rows[0]!.n),
  ])
  return rows[0]!
}

/** A row of a table with one value changed, found by its id. */
const changedRow = (
  name: string,
  table: string,
  set: (random: Random) => string,
  rows: string,
  named: (row: Record<string, string>) => string[],
): TamperKind => ({
  name,
  plan: async (pool, random) => {
    const row = await pick<Record<string, string>>(pool, rows, random)
    const where = String(row['where'])
    return {
      touched: [{ table, where, values: [] }],
      change: [{ text: `update ${table} t set ${set(random)} where ${where}` }],
      named: named(row),
    }
  },
})

/** Exactly one bit turned over, at a place that does not depend on the length. */
const oneBit = (column: string) => (random: Random) => {
  const bit = `(${random(1 << 24)} % (length(t.${column}) * 8))`
  return `${column} = set_bit(t.${column}, ${bit}, 1 - get_bit(t.${column}, ${bit}))`
}

const swap: TamperKind = {
  name: 'two entries that were exchanged',
  plan: async (pool, random) => {
    const { size } = (await pool.query<{ size: number }>('select max(leaf_index) + 1 as size from journal_leaf'))
      .rows[0]!
    const a = random(size)
    const b = (a + 1 + random(size - 1)) % size
    const where = `t.leaf_index in (${a}, ${b})`
    return {
      touched: [{ table: 'journal_leaf', where, values: [] }],
      change: [
        { text: `update journal_leaf t set leaf_index = -1 - leaf_index where ${where}` },
        { text: `update journal_leaf t set leaf_index = ${a} + ${b} + 1 + leaf_index where leaf_index < 0` },
      ],
      named: [`leaf ${a}`, `leaf ${b}`],
    }
  },
}

const deleted: TamperKind = {
  name: 'an entry that was deleted',
  plan: async (pool, random) => {
    const { leaf, id } = await pick<{ leaf: number; id: string }>(
      pool,
      'select leaf_index as leaf, entry_id as id from journal_leaf',
      random,
    )
    const entry = { table: 'journal_entry', where: `t.id = '${id}'`, values: [] }
    const position = { table: 'journal_leaf', where: `t.leaf_index = ${leaf}`, values: [] }
    const withPosition = random(2) === 1
    const touched = withPosition ? [entry, position] : [entry]
    return {
      touched,
      change: touched.map(({ table, where }) => ({ text: `delete from ${table} t where ${where}` })),
      named: [withPosition ? `leaf ${leaf}` : `entry ${id}`],
    }
  },
}

const truncated: TamperKind = {
  name: 'a tail that was cut off',
  plan: async (pool, random) => {
    const { size } = (await pool.query<{ size: number }>('select max(leaf_index) + 1 as size from journal_leaf'))
      .rows[0]!
    const from = size - 1 - random(Math.min(40, size - 1))
    const leaves = { table: 'journal_leaf', where: `t.leaf_index >= ${from}`, values: [] }
    const entries = {
      table: 'journal_entry',
      where: `t.id = any($1::uuid[])`,
      values: [
        (
          await pool.query<{ id: string }>('select entry_id as id from journal_leaf where leaf_index >= $1', [from])
        ).rows.map(({ id }) => id),
      ],
    }
    const seals = { table: 'journal_checkpoint', where: `t.size > ${from}`, values: [] }
    const depth = random(3)
    const touched = [leaves, entries, seals].slice(0, depth + 1)
    return {
      touched,
      change: touched.map(({ table, where, values }) => ({ text: `delete from ${table} t where ${where}`, values })),
      // With the seals gone as well, the ledger still keeps a larger one.
      named: [
        depth === 2
          ? 'journal_checkpoint: checkpoint'
          : from === size - 1
            ? `leaf ${from}`
            : `leaves ${from}–${size - 1}`,
      ],
    }
  },
}

/** Everything that is tried. */
export const tamperKinds: readonly TamperKind[] = [
  changedRow(
    'an order with another total',
    '"order"',
    (random) => `total = total + ${1 + random(1000)}`,
    `select number, format('t.id = %L', id) as where from "order"`,
    ({ number }) => [`order ${number}`],
  ),
  changedRow(
    'an order line with another price',
    'order_line',
    (random) => `unit_price = unit_price + ${1 + random(1000)}`,
    `select l.order_id, l.line, o.number, format('t.order_id = %L and t.line = %s', l.order_id, l.line) as where
       from order_line l join "order" o on o.organisation_id = l.organisation_id and o.id = l.order_id`,
    ({ number, line }) => [`order ${number}, line ${line}`],
  ),
  changedRow(
    'points of another number',
    'points_movement',
    (random) => `points = points + ${1 + random(50)}`,
    `select m.id, o.number, format('t.id = %L', m.id) as where from points_movement m join "order" o on o.id = m.order_id`,
    ({ number }) => [`order ${number}`],
  ),
  changedRow(
    'a customer whose stored profile was changed',
    'customer',
    oneBit('profile'),
    `select id, format('t.id = %L', id) as where from customer`,
    ({ id }) => [`customer ${id}`],
  ),
  changedRow(
    'an entry whose content was changed',
    'journal_entry',
    oneBit('body'),
    `select entry_id as id, format('t.id = %L', entry_id) as where from journal_leaf`,
    ({ id }) => [`entry ${id}`],
  ),
  changedRow(
    'an entry with another time, author, kind or purpose',
    'journal_entry',
    (random) =>
      [
        `actor = 'staff:somebody'`,
        `kind = kind || 'x'`,
        `purpose = 'marketing'`,
        `recorded_at = recorded_at - interval '1 day'`,
      ][random(4)]!,
    `select entry_id as id, format('t.id = %L', entry_id) as where from journal_leaf`,
    ({ id }) => [`entry ${id}`],
  ),
  deleted,
  swap,
  truncated,
  changedRow(
    'a tile of the tree',
    'journal_tile',
    oneBit('hashes'),
    `select level, tile_index, format('t.level = %s and t.tile_index = %s', level, tile_index) as where from journal_tile`,
    () => ['journal_tile'],
  ),
  changedRow(
    'a signed seal',
    'journal_checkpoint',
    oneBit('root'),
    `select size, format('t.size = %s', size) as where from journal_checkpoint`,
    ({ size }) => [`checkpoint ${size}`],
  ),
  changedRow(
    'an event of a contract',
    'system.ledger_log',
    (random) => (random(2) === 0 ? oneBit('data')(random) : `topics[1] = sha256(topics[1])`),
    `select block_number, log_index, format('t.block_number = %s and t.log_index = %s', block_number, log_index) as where
       from system.ledger_log where length(data) > 0`,
    (row) => [`block ${row['block_number']}, event ${row['log_index']}`],
  ),
  changedRow(
    'a transaction or receipt in a block',
    'chain.transaction',
    (random) => oneBit(random(2) === 0 ? 'raw' : 'receipt')(random),
    `select block_number, transaction_index, format('t.block_number = %s and t.transaction_index = %s', block_number, transaction_index) as where
       from chain.transaction`,
    (row) => [`block ${row['block_number']}`],
  ),
]
