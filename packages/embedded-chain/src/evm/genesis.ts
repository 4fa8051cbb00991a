import { EMPTY_TRIE_ROOT } from '../crypto/keccak.ts'
import type { BlockRecord } from '../store/block-record.ts'
import { encodeHeader, hashHeader, type BlockHeader } from './header.ts'

const ZERO_HASH = new Uint8Array(32)

/**
 * Block 0.
 *
 * @param stateRoot - root of the state that holds the balances the chain is born with
 * @param gasLimit - gas limit of a block
 * @param timestamp - Unix time, seconds
 */
export const genesisBlock = (stateRoot: Uint8Array, gasLimit: bigint, timestamp: bigint): BlockRecord => {
  const header: BlockHeader = {
    parentHash: ZERO_HASH,
    stateRoot,
    transactionsRoot: EMPTY_TRIE_ROOT,
    receiptsRoot: EMPTY_TRIE_ROOT,
    logsBloom: new Uint8Array(256),
    number: 0n,
    gasLimit,
    gasUsed: 0n,
    timestamp,
    prevRandao: ZERO_HASH,
  }
  return { hash: hashHeader(encodeHeader(header)), header, transactions: [] }
}
