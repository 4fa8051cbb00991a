import type { LifecycleRules } from '@candor/api'
import type { Tx } from '../../platform/db/index.ts'

/** So many of a hundred have spent at least this much, among those who bought something. Minor units. */
const spentByShare = async (tx: Tx, shares: readonly number[]): Promise<bigint[]> => {
  const { buyers } = await tx.one<{ buyers: number }>({
    text: `select count(*)::int8 as buyers from customer_figures where organisation_id = $1 and order_count > 0`,
    values: [tx.organisationId],
  })
  const found: bigint[] = []
  let share = 0
  for (const each of shares) {
    share += each
    const rank = Math.max(1, Math.ceil((buyers * share) / 100))
    const row = await tx.maybe<{ spent: string }>({
      text: `select spent::text as spent from customer_figures where organisation_id = $1 and order_count > 0
              order by spent desc, customer_id desc offset $2 limit 1`,
      values: [tx.organisationId, rank - 1],
    })
    found.push(BigInt(row?.spent ?? '0'))
  }
  return found
}

/** From which spending on customers have a class, highest first: as the rules say, or counted among the customers. */
export const computeBoundaries = async (tx: Tx, { classes }: LifecycleRules): Promise<bigint[]> =>
  classes.by === 'spent' ? classes.atLeast.map(BigInt) : spentByShare(tx, classes.shares)

/** The boundaries that count now, and among how many customers they were found. */
export type StoredBoundaries = { readonly boundaries: bigint[]; readonly buyers: number; readonly computedAt: Date }

/** Boundaries of a version; nothing where they were not computed yet. */
export const storedBoundaries = async (tx: Tx, version: number): Promise<StoredBoundaries | undefined> => {
  const row = await tx.maybe<{ boundaries: string[]; buyers: number; computedAt: Date }>({
    name: 'lifecycle-boundaries',
    text: `select boundaries, buyers, computed_at as "computedAt" from lifecycle_boundary
            where organisation_id = $1 and version = $2`,
    values: [tx.organisationId, version],
  })
  return row && { boundaries: row.boundaries.map(BigInt), buyers: row.buyers, computedAt: row.computedAt }
}

/** Customers who bought something, as far as they were looked at. */
export const knownBuyers = async (tx: Tx): Promise<number> => {
  const { buyers } = await tx.one<{ buyers: number }>({
    name: 'lifecycle-buyers',
    text: `select coalesce(sum(customers), 0)::int8 as buyers from lifecycle_count
            where organisation_id = $1 and class <> ''`,
    values: [tx.organisationId],
  })
  return buyers
}

/** Keeps them. */
export const storeBoundaries = async (
  tx: Tx,
  version: number,
  { boundaries, buyers, computedAt }: StoredBoundaries,
): Promise<void> => {
  await tx.rows({
    text: `insert into lifecycle_boundary (organisation_id, version, boundaries, buyers, computed_at)
           values ($1, $2, $3, $4, $5)
           on conflict (organisation_id) do update
              set version = excluded.version, boundaries = excluded.boundaries, buyers = excluded.buyers,
                  computed_at = excluded.computed_at`,
    values: [tx.organisationId, version, JSON.stringify(boundaries.map(String)), buyers, computedAt],
  })
}
