import type { Tx } from './types.ts'

/**
 * Deletes the rows of some customers from a table.
 * @param table and `column` are names of ours, never what somebody sent
 * @returns how many there were
 */
export const deleteRows = async (
  tx: Tx,
  table: string,
  column: string,
  customerIds: readonly string[],
): Promise<number> => {
  const { count } = await tx.one<{ count: number }>({
    text: `with gone as (delete from ${table} where organisation_id = $1 and ${column} = any($2::uuid[]) returning 1)
           select count(*)::int as count from gone`,
    values: [tx.organisationId, customerIds],
  })
  return count
}

/**
 * Changes the rows of some customers so that nothing of them is left, for rows that have to stay.
 * @param to the assignments, without values of anybody
 * @param unless a condition under which a row has nothing to be taken from it
 * @returns how many were changed
 */
export const emptyRows = async (
  tx: Tx,
  table: string,
  column: string,
  customerIds: readonly string[],
  to: string,
  unless: string,
): Promise<number> => {
  const { count } = await tx.one<{ count: number }>({
    text: `with emptied as (update ${table} set ${to}
                             where organisation_id = $1 and ${column} = any($2::uuid[]) and not (${unless}) returning 1)
           select count(*)::int as count from emptied`,
    values: [tx.organisationId, customerIds],
  })
  return count
}
