import type { Chain } from '../chain/chain.ts'
import type { StateSource } from '../state/entries.ts'
import type { BlockRecord, Head } from '../store/block-record.ts'
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
 * The block whose state a query means.
 *
 * @throws RpcError when there is no such block, or its state is not kept any more
 */
export const findStateBlock = async (context: Context, value: unknown): Promise<Head> => {
  const { chain } = context
  const number = await findNumber(context, blockOf(value, 'block'))
  if (number === chain.head.header.number) return chain.head
  const block = number === undefined ? undefined : await chain.blocks.byNumber(number)
  if (block === undefined) throw serverError('header not found')
  stateAfter(context, block)
  return block
}

/**
 * The state after a block. To be used before anything is waited for: the next block changes what it gives.
 *
 * @throws RpcError when it is not kept
 */
export const stateAfter = ({ chain }: Pick<Context, 'chain'>, { header: { number } }: Head): StateSource => {
  const state = chain.stateAfter(number)
  if (state !== undefined) return state
  throw serverError(
    `historical state is not available: block ${number} was asked for, only the states of the last blocks up to ${chain.head.header.number} are kept`,
  )
}
