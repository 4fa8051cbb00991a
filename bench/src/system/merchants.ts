import type pg from 'pg'

/** Sees to it that an organisation has three merchants. @returns their ids */
export const threeMerchants = async (pool: pg.Pool, organisationId: string): Promise<string[]> => {
  await pool.query(
    `insert into merchant (organisation_id, slug, name, name_zh)
     select $1, 'shop-' || i, 'Shop ' || i, '商店' || i from generate_series(1, 3) i on conflict do nothing`,
    [organisationId],
  )
  const { rows } = await pool.query<{ id: string }>(
    'select id from merchant where organisation_id = $1 order by slug',
    [organisationId],
  )
  return rows.map(({ id }) => id)
}
