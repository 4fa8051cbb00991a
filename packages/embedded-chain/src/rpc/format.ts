import { contractAddress as createdAddress } from '../evm/contract-address.ts'
import { padLeft, toHex, toQuantity, type Hex } from '../bytes/bytes.ts'
import { EMPTY_LIST_HASH, EMPTY_TRIE_ROOT } from '../crypto/keccak.ts'
import { encodeHeader } from '../evm/header.ts'
import { bloomOf, type Log } from '../evm/receipt.ts'
import { effectiveGasPrice, feeCap, tipCap, type SignedTransaction } from '../evm/transaction.ts'
import type { BlockRecord, LoggedBlock, TransactionRecord } from '../store/block-record.ts'

export type Json = { readonly [name: string]: unknown }

const ZERO_HASH = toHex(new Uint8Array(32))
const ZERO_ADDRESS = toHex(new Uint8Array(20))
const EMPTY_REQUESTS_HASH = '0xe3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'

/** The position of a transaction in the chain, or nothing while it waits. */
export interface Place {
  readonly block: BlockRecord
  readonly index: number
}

const word = (value: bigint): Hex => toQuantity(value)

const listOf = (accessList: readonly (readonly [Uint8Array, readonly Uint8Array[]])[]): Json[] =>
  accessList.map(([address, keys]) => ({ address: toHex(address), storageKeys: keys.map(toHex) }))

const authorizations = (list: readonly (readonly Uint8Array[])[]): Json[] =>
  list.map(([chainId, address, nonce, yParity, r, s]) => ({
    chainId: shortest(chainId),
    address: toHex(address as Uint8Array),
    nonce: shortest(nonce),
    yParity: shortest(yParity),
    r: shortest(r),
    s: shortest(s),
  }))

const shortest = (bytes: Uint8Array | undefined): Hex =>
  toQuantity(BigInt(bytes === undefined || bytes.length === 0 ? '0x0' : toHex(bytes)))

/** A transaction as `eth_getTransactionByHash` gives it. */
export const transactionJson = (transaction: SignedTransaction, place: Place | undefined): Json => {
  const { body } = transaction
  const common: Json = {
    blockHash: place === undefined ? null : toHex(place.block.hash),
    blockNumber: place === undefined ? null : toQuantity(place.block.header.number),
    transactionIndex: place === undefined ? null : toQuantity(place.index),
    hash: transaction.hashHex,
    from: transaction.senderHex,
    to: body.to === undefined ? null : toHex(body.to.bytes),
    nonce: toQuantity(body.nonce),
    gas: toQuantity(body.gasLimit),
    value: toQuantity(body.value),
    input: toHex(body.data),
    type: toQuantity(body.type),
    gasPrice: toQuantity(place === undefined ? feeCap(body) : effectiveGasPrice(body)),
    v: word(body.v ?? 0n),
    r: word(body.r ?? 0n),
    s: word(body.s ?? 0n),
  }
  if (body.type === 0) return { ...common, chainId: toQuantity(body.common.chainId()) }
  return {
    ...common,
    chainId: toQuantity(body.common.chainId()),
    yParity: word(body.v ?? 0n),
    ...('accessList' in body ? { accessList: listOf(body.accessList) } : {}),
    ...('maxFeePerGas' in body
      ? { maxFeePerGas: toQuantity(feeCap(body)), maxPriorityFeePerGas: toQuantity(tipCap(body)) }
      : {}),
    ...('authorizationList' in body ? { authorizationList: authorizations(body.authorizationList) } : {}),
  }
}

/** A block as `eth_getBlockByNumber` gives it; `transactions` are hashes or whole transactions. */
export const blockJson = (block: BlockRecord, transactions: readonly unknown[]): Json => {
  const { header } = block
  const size = block.transactions.reduce((sum, { raw }) => sum + raw.length, encodeHeader(header).length)
  return {
    number: toQuantity(header.number),
    hash: toHex(block.hash),
    parentHash: toHex(header.parentHash),
    nonce: '0x0000000000000000',
    mixHash: toHex(header.prevRandao),
    sha3Uncles: toHex(EMPTY_LIST_HASH),
    logsBloom: toHex(header.logsBloom),
    transactionsRoot: toHex(header.transactionsRoot),
    stateRoot: toHex(header.stateRoot),
    receiptsRoot: toHex(header.receiptsRoot),
    miner: ZERO_ADDRESS,
    difficulty: '0x0',
    totalDifficulty: '0x0',
    extraData: '0x',
    size: toQuantity(size),
    gasLimit: toQuantity(header.gasLimit),
    gasUsed: toQuantity(header.gasUsed),
    timestamp: toQuantity(header.timestamp),
    baseFeePerGas: '0x0',
    withdrawalsRoot: toHex(EMPTY_TRIE_ROOT),
    withdrawals: [],
    blobGasUsed: '0x0',
    excessBlobGas: '0x0',
    parentBeaconBlockRoot: ZERO_HASH,
    requestsHash: EMPTY_REQUESTS_HASH,
    uncles: [],
    transactions,
  }
}

interface LogPlace {
  readonly block: LoggedBlock
  readonly index: number
}

/** How many logs the block has before the transaction at `index`. */
const logsBefore = (block: BlockRecord, index: number): number =>
  block.transactions.slice(0, index).reduce((sum, { receipt }) => sum + receipt.logs.length, 0)

const logJson = (log: Log, { block, index }: LogPlace, logIndex: number): Json => ({
  address: toHex(log.address),
  topics: log.topics.map(toHex),
  data: toHex(log.data),
  blockNumber: toQuantity(block.header.number),
  blockHash: toHex(block.hash),
  blockTimestamp: toQuantity(block.header.timestamp),
  transactionHash: toHex((block.transactions[index] as TransactionRecord).hash),
  transactionIndex: toQuantity(index),
  logIndex: toQuantity(logIndex),
  removed: false,
})

/** The logs of a block that pass, as `eth_getLogs` gives them. */
export const blockLogsJson = (block: LoggedBlock, passes: (log: Log) => boolean): Json[] => {
  const found: Json[] = []
  let logIndex = 0
  for (const [index, { receipt }] of block.transactions.entries()) {
    for (const log of receipt.logs) {
      if (passes(log)) found.push(logJson(log, { block, index }, logIndex))
      logIndex += 1
    }
  }
  return found
}

/** A receipt as `eth_getTransactionReceipt` gives it. */
export const receiptJson = (transaction: SignedTransaction, place: Place): Json => {
  const { block, index } = place
  const { receipt } = block.transactions[index] as TransactionRecord
  const before = index === 0 ? 0n : (block.transactions[index - 1] as TransactionRecord).receipt.cumulativeGasUsed
  const first = logsBefore(block, index)
  const { body, sender } = transaction
  return {
    transactionHash: transaction.hashHex,
    transactionIndex: toQuantity(index),
    blockHash: toHex(block.hash),
    blockNumber: toQuantity(block.header.number),
    from: transaction.senderHex,
    to: body.to === undefined ? null : toHex(body.to.bytes),
    contractAddress: body.to === undefined ? toHex(createdAddress(sender, body.nonce)) : null,
    cumulativeGasUsed: toQuantity(receipt.cumulativeGasUsed),
    gasUsed: toQuantity(receipt.cumulativeGasUsed - before),
    effectiveGasPrice: toQuantity(effectiveGasPrice(body)),
    logs: receipt.logs.map((log, position) => logJson(log, place, first + position)),
    logsBloom: toHex(bloomOf(receipt.logs)),
    status: receipt.succeeded ? '0x1' : '0x0',
    type: toQuantity(body.type),
  }
}

/** A storage value as `eth_getStorageAt` gives it: 32 bytes. */
export const wordJson = (value: Uint8Array): Hex => toHex(padLeft(value, 32))
