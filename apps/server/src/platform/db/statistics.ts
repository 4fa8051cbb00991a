import type { Pool } from 'pg'

/** Rows changed since a table was last looked at, from which on it is worth another look. */
const manyRows = 5_000
const aMegabyte = 1024 * 1024

/**
 * Has Postgres look at the tables of which it knows too little to plan well: those that have grown much, and, after a
 * crash, in which it forgets what it had counted, all but the small ones. It looks at a sample, so that the time does not
 * grow with the table.
 */
export const refreshStatistics = async (owner: Pool): Promise<void> => {
  const { rows } = await owner.query<{ name: string }>(
    `select format('%I.%I', schemaname, relname) as name from pg_stat_user_tables
      where (last_analyze is null and last_autoanalyze is null and pg_relation_size(relid) > $1)
         or n_mod_since_analyze > greatest($2, n_live_tup / 5)
      order by relname`,
    [aMegabyte, manyRows],
  )
  for (const { name } of rows) await owner.query(`analyze ${name}`)
}
