import type pg from 'pg'

/**
 * Runs `run` with the secondary indexes of some tables away, and makes them again afterwards: filling an index row
 * by row costs several times as much as making it from a full table.
 */
export const withoutIndexes = async (
  pool: pg.Pool,
  tables: readonly string[],
  run: () => Promise<void>,
): Promise<void> => {
  const { rows } = await pool.query<{ name: string; definition: string }>(
    `select i.indexrelid::regclass::text as name, pg_get_indexdef(i.indexrelid) as definition
       from pg_index i join pg_class c on c.oid = i.indrelid
      where c.relname = any($1) and c.relnamespace = 'public'::regnamespace
        and not i.indisprimary and not exists (select from pg_constraint k where k.conindid = i.indexrelid)`,
    [tables],
  )
  for (const { name } of rows) await pool.query(`drop index ${name}`)
  await run()
  for (const { definition } of rows) {
    await pool.query(`set maintenance_work_mem = '1GB'; ${definition}; reset maintenance_work_mem`)
  }
}
