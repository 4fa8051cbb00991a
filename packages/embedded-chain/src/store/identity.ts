import type { Address } from '../bytes/bytes.ts'
import { ChainError } from '../errors.ts'
import type { Queryable } from './block-rows.ts'

/** What a chain was born with. */
export interface Identity {
  readonly chainId: number
  /** Balances before the first transaction, in wei. */
  readonly balances: ReadonlyMap<Address, bigint>
}

interface IdentityRow {
  readonly chain_id: string
  readonly genesis_balances: Record<Address, string>
}

/**
 * The identity of the stored chain, which is given one when it is new.
 *
 * @param born - identity for a new chain; of an old chain only the chain id is compared
 * @throws ChainError `CHAIN_ID_MISMATCH` when the stored chain has another id
 */
export const establishIdentity = async (client: Queryable, born: Identity): Promise<Identity> => {
  await client.query('insert into chain.identity (chain_id, genesis_balances) values ($1, $2) on conflict do nothing', [
    born.chainId,
    JSON.stringify(Object.fromEntries([...born.balances].map(([at, wei]) => [at, wei.toString()]))),
  ])
  const { rows } = await client.query<IdentityRow>('select chain_id, genesis_balances from chain.identity')
  const row = rows[0] as IdentityRow
  const chainId = Number(row.chain_id)
  if (chainId !== born.chainId) {
    throw new ChainError(
      'CHAIN_ID_MISMATCH',
      `The stored chain has id ${chainId}, the configuration says ${born.chainId}. Set the id back, or use an empty database.`,
    )
  }
  const entries = Object.entries(row.genesis_balances) as [Address, string][]
  return { chainId, balances: new Map(entries.map(([address, wei]) => [address, BigInt(wei)])) }
}
