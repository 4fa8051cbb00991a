import { createFeeMarket1559Tx, getCalldataFloorGas, type AccessListBytesItem } from '@ethereumjs/tx'
import { Address as LibraryAddress } from '@ethereumjs/util'
import type { Chain } from '../chain/chain.ts'
import { serverError } from '../errors.ts'
import type { Head } from '../store/block-record.ts'
import { executionError, ranOutOfGas, succeeded, type Caller } from './call.ts'
import type { CallRequest } from './call-request.ts'

/** The search ends when it is this close, as a part of the result: callers add a reserve anyway. */
const TOLERANCE_PARTS = 64n
/** What a call with value gives to the callee on top (Yellow Paper, G_callstipend). */
const CALL_STIPEND = 2_300n

/** Gas that a transaction costs before anything runs, and the least it can cost (EIP-7623). */
const fixedCosts = (chain: Chain, request: CallRequest): { readonly intrinsic: bigint; readonly floor: bigint } => {
  const body = createFeeMarket1559Tx(
    {
      ...(request.to === undefined ? {} : { to: new LibraryAddress(request.to) }),
      data: request.data,
      value: request.value,
      accessList: request.accessList.map(({ address, storageKeys }): AccessListBytesItem => [
        address,
        [...storageKeys],
      ]),
    },
    { common: chain.common },
  )
  return { intrinsic: body.getIntrinsicGas(), floor: getCalldataFloorGas(body, new LibraryAddress(request.from)) }
}

const max = (a: bigint, b: bigint): bigint => (a > b ? a : b)
const min = (a: bigint, b: bigint): bigint => (a < b ? a : b)

/**
 * The gas a transaction needs: found by running it with more and less, because a call passes on only 63/64 of its gas
 * and contracts may look at what is left.
 *
 * @param parent - the block on whose state it is tried
 * @throws RpcError the revert, when it fails with any amount of gas
 */
export const estimateGas = async (
  chain: Chain,
  caller: Caller,
  request: CallRequest,
  parent: Head,
): Promise<bigint> => {
  const { intrinsic, floor } = fixedCosts(chain, request)
  const least = max(intrinsic, floor)
  const cap = min(chain.common.param('maxTransactionGasLimit'), chain.blockGasLimit)
  let high = min(request.gas ?? cap, cap)
  if (high < least) throw serverError(`gas required exceeds allowance (${high})`)
  const priced = { ...request, gas: undefined }
  const run = (gas: bigint) => caller.run(priced, gas - intrinsic, parent)

  const first = await run(high)
  if (!succeeded(first)) {
    throw ranOutOfGas(first) ? serverError(`gas required exceeds allowance (${high})`) : executionError(first)
  }
  const used = first.executionGasUsed + intrinsic
  let low = max(used - (first.gasRefund ?? 0n), least) - 1n
  const likely = max(((used + CALL_STIPEND) * 64n) / 63n, least)
  if (used === intrinsic) return least
  for (let middle = likely; low + 1n < high; middle = (low + high) / 2n) {
    if (middle <= low || middle >= high) middle = (low + high) / 2n
    if (succeeded(await run(middle))) high = middle
    else low = middle
    if ((high - low) * TOLERANCE_PARTS < high) break
  }
  return high
}
