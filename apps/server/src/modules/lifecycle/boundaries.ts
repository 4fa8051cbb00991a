import type { LifecycleRules } from '@candor/api'
import type { Tx } from '../../platform/db/index.ts'

/**
 * So many of a hundred have spent at least this much, among those who bought something. Minor units. One statement, so that
 * all of it is counted at one moment.
 */
const spentByShare = async (tx: Tx, shares: readonly number[]): Promise<bigint[]> => {
  let sum = 0
  const ranked = shares.map((share) => {
    sum += share
    return `(select f.spent::text from customer_figures f where f.organisation_id = $1 and f.order_count > 0
              order by f.spent desc, f.customer_id desc
             offset (select greatest(ceil(buyers * ${sum} / 100.0)::int8, 1) - 1 from counted) limit 1)`
  })
  const { boundaries } = await tx.one<{ boundaries: (string | null)[] }>({
    text: `with counted as materialized (
             select count(*) as buyers from customer_figures where organisation_id = $1 and order_count > 0)
           select array[${ranked.join(', ')}]::text[] as boundaries`,
    values: [tx.organisationId],
  })
  return boundaries.map((spent) => BigInt(spent ?? '0'))
}

/** From which spending on customers have a class, highest first: as the rules say, or counted among the customers. */
export const computeBoundaries = async (tx: Tx, { classes }: LifecycleRules): Promise<bigint[]> =>
  classes.by === 'spent' ? classes.atLeast.map(BigInt) : spentByShare(tx, classes.shares)

/** The boundaries that count now, and the turnover that they were found in (minor units). */
export type StoredBoundaries = { readonly boundaries: bigint[]; readonly turnover: number; readonly computedAt: Date }

/** Boundaries of a version; nothing where they were not computed yet. */
export const storedBoundaries = async (tx: Tx, version: number): Promise<StoredBoundaries | undefined> => {
  const row = await tx.maybe<{ boundaries: string[]; turnover: number; computedAt: Date }>({
    name: 'lifecycle-boundaries',
    text: `select boundaries, turnover, computed_at as "computedAt" from lifecycle_boundary
            where organisation_id = $1 and version = $2`,
    values: [tx.organisationId, version],
  })
  return row && { boundaries: row.boundaries.map(BigInt), turnover: row.turnover, computedAt: row.computedAt }
}

/** What all customers have spent, from the kept sums of months. Minor units. */
export const turnoverOf = async (tx: Tx): Promise<number> => {
  const { turnover } = await tx.one<{ turnover: number }>({
    name: 'lifecycle-turnover',
    text: 'select coalesce(sum(spent), 0)::int8 as turnover from sales_month where organisation_id = $1',
    values: [tx.organisationId],
  })
  return turnover
}

/** Keeps them. */
export const storeBoundaries = async (
  tx: Tx,
  version: number,
  { boundaries, turnover, computedAt }: StoredBoundaries,
): Promise<void> => {
  await tx.rows({
    text: `insert into lifecycle_boundary (organisation_id, version, boundaries, turnover, computed_at)
           values ($1, $2, $3, $4, $5)
           on conflict (organisation_id) do update
              set version = excluded.version, boundaries = excluded.boundaries, turnover = excluded.turnover,
                  computed_at = excluded.computed_at`,
    values: [tx.organisationId, version, JSON.stringify(boundaries.map(String)), turnover, computedAt],
  })
}
