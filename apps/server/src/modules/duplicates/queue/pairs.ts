import type { Tx } from '../../../platform/db/index.ts'

/** Pairs between two customers, whichever of their records they name. */
const between = `
  ((first_id = any($2::uuid[]) and second_id = any($3::uuid[])) or (first_id = any($3::uuid[]) and second_id = any($2::uuid[])))`

/** Who decided what about two customers. */
export type Decision = {
  readonly state: 'open' | 'dismissed' | 'merged'
  readonly by: string
  readonly entryId: string | null
}

/** Decides all pairs between two customers' records that are in one of the states given. @returns how many */
export const decidePairs = async (
  tx: Tx,
  ones: readonly string[],
  others: readonly string[],
  from: readonly Decision['state'][],
  { state, by, entryId }: Decision,
): Promise<number> => {
  const rows = await tx.rows({
    name: 'duplicate-pairs-decide',
    text: `update duplicate_pair set state = $5, decided_by = $6, decided_at = now(), entry_id = $7
            where organisation_id = $1 and ${between} and state = any($4::text[]) returning 1`,
    values: [tx.organisationId, ones, others, from, state, by, entryId],
  })
  return rows.length
}

/** Ids in the order in which a pair is stored. */
export const ordered = (a: string, b: string): [string, string] => (a < b ? [a, b] : [b, a])

/** Keeps a decision on two customers that no comparison had found. */
export const insertDecided = async (
  tx: Tx,
  [firstId, secondId]: readonly [string, string],
  { state, by, entryId }: Decision,
): Promise<void> => {
  await tx.rows({
    name: 'duplicate-pair-decided',
    text: `insert into duplicate_pair (organisation_id, first_id, second_id, probability, weight, evidence, state, scan_id,
             decided_by, decided_at, entry_id)
           values ($1, $2, $3, 0, 0, '[]', $4, '00000000-0000-0000-0000-000000000000', $5, now(), $6)
           on conflict (organisation_id, first_id, second_id) do update set
             state = excluded.state, decided_by = excluded.decided_by, decided_at = now(), entry_id = excluded.entry_id`,
    values: [tx.organisationId, firstId, secondId, state, by, entryId],
  })
}
