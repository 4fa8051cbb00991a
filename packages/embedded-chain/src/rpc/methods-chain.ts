import { toHex, toQuantity } from '../bytes/bytes.ts'
import { keccak256 } from '../crypto/keccak.ts'
import { invalidParams } from '../errors.ts'
import type { Method } from './method.ts'
import { findNumber } from './method.ts'
import { blockOf, bytesOf, quantityOf } from './params.ts'

/** As many blocks as one `eth_feeHistory` covers at most; the same as geth's. */
const MAX_FEE_HISTORY = 1_024n

/** The fee-free chain: base fee 0 in every block, and no tip is needed. */
const feeHistory: Method = async (context, [count, newest, percentiles]) => {
  const asked = quantityOf(count, 'blockCount')
  const last = await findNumber(context, blockOf(newest, 'newestBlock'))
  const head = context.chain.head.header.number
  if (last === undefined || last > head)
    throw invalidParams(`request beyond head block: requested ${last}, head ${head}`)
  const limited = asked > MAX_FEE_HISTORY ? MAX_FEE_HISTORY : asked
  const blocks = Number(limited > last + 1n ? last + 1n : limited)
  const oldest = last - BigInt(blocks) + 1n
  const numbers = Array.from({ length: blocks }, (_, index) => oldest + BigInt(index))
  const records = await context.chain.blocks.byNumbers(numbers)
  const rewards = Array.isArray(percentiles) && percentiles.length > 0 ? percentiles : undefined
  return {
    oldestBlock: toQuantity(oldest),
    baseFeePerGas: Array.from({ length: blocks + 1 }, () => '0x0'),
    gasUsedRatio: records.map(({ header }) => Number(header.gasUsed) / Number(header.gasLimit)),
    baseFeePerBlobGas: Array.from({ length: blocks + 1 }, () => '0x1'),
    blobGasUsedRatio: records.map(() => 0),
    ...(rewards === undefined ? {} : { reward: records.map(() => rewards.map(() => '0x0')) }),
  }
}

/** About the chain as a whole. */
export const chainMethods: Readonly<Record<string, Method>> = {
  eth_chainId: ({ chain }) => toQuantity(chain.common.chainId()),
  net_version: ({ chain }) => chain.common.chainId().toString(),
  net_listening: () => true,
  net_peerCount: () => '0x0',
  web3_clientVersion: () => 'candor-embedded-chain/1',
  web3_sha3: (_context, [data]) => toHex(keccak256(bytesOf(data, 'data'))),
  eth_syncing: () => false,
  eth_accounts: () => [],
  eth_blockNumber: ({ chain }) => toQuantity(chain.head.header.number),
  eth_gasPrice: () => '0x0',
  eth_maxPriorityFeePerGas: () => '0x0',
  eth_blobBaseFee: () => '0x1',
  eth_feeHistory: feeHistory,
}
