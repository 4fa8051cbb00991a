import type { Queryable } from './block-rows.ts'

/** Which logs are wanted. In each place, one of the values must match; an absent place matches anything. */
export interface LogFilter {
  readonly addresses: readonly Uint8Array[] | undefined
  readonly topics: readonly (readonly Uint8Array[] | undefined)[]
}

/**
 * Numbers of blocks from `from` to `to` that may hold matching logs, in order.
 *
 * @param terms - for each restricted place the terms of which one must occur; no place means every block
 * @param limit - at most so many numbers
 */
export const selectCandidateBlocks = async (
  client: Queryable,
  terms: readonly (readonly bigint[])[],
  from: bigint,
  to: bigint,
  limit: number,
): Promise<bigint[]> => {
  const [first, ...others] = terms.map((_, index) => `$${index + 4}::bigint[]`)
  const and = others.map(
    (place) =>
      `and exists (select from chain.log_block o where o.term = any(${place}) and o.block_number = l.block_number)`,
  )
  const text =
    first === undefined
      ? `select distinct block_number as number from chain.transaction
         where block_number between $1 and $2 order by 1 limit $3`
      : // Each term gives its own first blocks in the order of the index, so that a short answer costs little.
        `select distinct found.number from unnest(${first}) as wanted (term)
         cross join lateral (
           select l.block_number as number from chain.log_block l
           where l.term = wanted.term and l.block_number between $1 and $2 ${and.join(' ')}
           order by l.block_number limit $3
         ) found
         order by 1 limit $3`
  const { rows } = await client.query<{ number: string }>({
    name: `chain-select-candidates-${terms.length}`,
    text,
    values: [from, to, limit, ...terms],
  })
  return rows.map(({ number }) => BigInt(number))
}
