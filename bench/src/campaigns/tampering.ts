import type pg from 'pg'

/** Rows of a table that a tampering touches, found again by the same condition afterwards. */
export type Touched = { readonly table: string; readonly where: string; readonly values: readonly unknown[] }

const inReplicaRole = async (pool: pg.Pool, run: (client: pg.PoolClient) => Promise<void>): Promise<void> => {
  const client = await pool.connect()
  let whole = false
  try {
    // As somebody with every right on the database would: no foreign key, no trigger stands in the way.
    await client.query("begin; set local session_replication_role = 'replica'")
    await run(client)
    await client.query('commit')
    whole = true
  } finally {
    client.release(!whole)
  }
}

/** Keeps rows as they are. @returns puts them back exactly so */
const keep = async (pool: pg.Pool, touched: readonly Touched[]): Promise<() => Promise<void>> => {
  const kept = await Promise.all(
    touched.map(async (each) => {
      const { table, where, values } = each
      const { rows } = await pool.query<{ rows: string }>(
        `select coalesce(jsonb_agg(to_jsonb(t)), '[]')::text as rows from ${table} t where ${where}`,
        [...values],
      )
      return { ...each, rows: rows[0]!.rows }
    }),
  )
  return async () =>
    inReplicaRole(pool, async (client) => {
      for (const { table, where, values, rows } of kept) {
        await client.query(`delete from ${table} t where ${where}`, [...values])
        await client.query(`insert into ${table} select * from jsonb_populate_recordset(null::${table}, $1::jsonb)`, [
          rows,
        ])
      }
    })
}

/**
 * Changes the database behind the system's back for the time of `look`.
 * @param touched every row that the change concerns
 * @param change statements with their values
 * @returns what `look` returned, once everything is as it was
 */
export const tampered = async <T>(
  pool: pg.Pool,
  touched: readonly Touched[],
  change: readonly { readonly text: string; readonly values?: readonly unknown[] }[],
  look: () => Promise<T>,
): Promise<T> => {
  const undo = await keep(pool, touched)
  try {
    await inReplicaRole(pool, async (client) => {
      for (const { text, values = [] } of change) {
        const { rowCount } = await client.query(text, [...values])
        if (rowCount === 0) throw new Error(`nothing was changed by: ${text}`)
      }
    })
    return await look()
  } finally {
    await undo()
  }
}
