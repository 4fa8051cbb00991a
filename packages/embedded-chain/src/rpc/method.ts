import type { Chain } from '../chain/chain.ts'
import type { BlockRecord } from '../store/block-record.ts'
import { serverError } from '../errors.ts'
import type { Caller } from './call.ts'
import type { Filters } from './filters.ts'
import { blockOf, type BlockReference, type Params } from './params.ts'

/** What the methods work with. */
export interface Context {
  readonly chain: Chain
  readonly caller: Caller
  readonly filters: Filters
}

/** Answers one method: takes the parameters as they came, gives a JSON value, throws RpcError. */
export type Method = (context: Context, params: Params) => unknown

/** The block a reference means, if there is one. */
export const findBlock = async ({ chain }: Context, reference: BlockReference): Promise<BlockRecord | undefined> => {
  if (reference.kind === 'hash') return chain.blocks.byHash(reference.hash)
  return chain.blocks.byNumber(reference.kind === 'number' ? reference.number : chain.head.header.number)
}

/** The number of the block a reference means, if it can be told. */
export const findNumber = async ({ chain }: Context, reference: BlockReference): Promise<bigint | undefined> => {
  if (reference.kind === 'hash') return chain.blocks.numberOf(reference.hash)
  return reference.kind === 'number' ? reference.number : chain.head.header.number
}

/**
 * Makes sure that a state query means the last block: older states are not kept.
 *
 * @throws RpcError when it means another
 */
export const requireLatest = async (context: Context, value: unknown): Promise<void> => {
  const number = await findNumber(context, blockOf(value, 'block'))
  const head = context.chain.head.header.number
  if (number === head) return
  if (number === undefined || number > head) throw serverError('header not found')
  throw serverError(
    `historical state is not available: block ${number} was asked for, only the state of the latest block (${head}) is kept`,
  )
}
