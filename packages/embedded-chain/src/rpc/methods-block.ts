import { toHex, toQuantity } from '../bytes/bytes.ts'
import type { Chain } from '../chain/chain.ts'
import { readTransaction } from '../evm/transaction.ts'
import type { BlockRecord, TransactionRecord } from '../store/block-record.ts'
import { blockJson, receiptJson, transactionJson, type Json } from './format.ts'
import { findBlock, type Context, type Method } from './method.ts'
import { blockOf, hashOf, quantityOf, type BlockReference } from './params.ts'

const transactionAt = (chain: Chain, block: BlockRecord, index: number): Json => {
  const record = block.transactions[index] as TransactionRecord
  return transactionJson(readTransaction(record, chain.common), { block, index })
}

const receiptAt = (chain: Chain, block: BlockRecord, index: number): Json => {
  const record = block.transactions[index] as TransactionRecord
  return receiptJson(readTransaction(record, chain.common), { block, index })
}

const whole = async (context: Context, reference: BlockReference, full: unknown): Promise<Json | null> => {
  const block = await findBlock(context, reference)
  if (block === undefined) return null
  const { transactions } = block
  return blockJson(
    block,
    full === true
      ? transactions.map((_, index) => transactionAt(context.chain, block, index))
      : transactions.map(({ hash }) => toHex(hash)),
  )
}

const transactionByIndex = async (context: Context, reference: BlockReference, at: unknown): Promise<Json | null> => {
  const index = quantityOf(at, 'index')
  const block = await findBlock(context, reference)
  if (block === undefined || index >= BigInt(block.transactions.length)) return null
  return transactionAt(context.chain, block, Number(index))
}

const byHash = (value: unknown): BlockReference => ({ kind: 'hash', hash: hashOf(value, 'blockHash') })

const transactionCount = async (context: Context, reference: BlockReference): Promise<string | null> => {
  const block = await findBlock(context, reference)
  return block === undefined ? null : toQuantity(block.transactions.length)
}

const getTransaction: Method = async ({ chain }, [value]) => {
  const hash = hashOf(value, 'transactionHash')
  const waiting = chain.waiting(toHex(hash))
  if (waiting !== undefined) return transactionJson(waiting, undefined)
  const located = await chain.blocks.byTransaction(hash)
  return located === undefined ? null : transactionAt(chain, located.block, located.index)
}

const getReceipt: Method = async ({ chain }, [value]) => {
  const hash = hashOf(value, 'transactionHash')
  if (chain.waiting(toHex(hash)) !== undefined) return null
  const located = await chain.blocks.byTransaction(hash)
  return located === undefined ? null : receiptAt(chain, located.block, located.index)
}

const getRawTransaction: Method = async ({ chain }, [value]) => {
  const hash = hashOf(value, 'transactionHash')
  const waiting = chain.waiting(toHex(hash))
  if (waiting !== undefined) return toHex(waiting.raw)
  const located = await chain.blocks.byTransaction(hash)
  return located === undefined ? null : toHex((located.block.transactions[located.index] as TransactionRecord).raw)
}

const getBlockReceipts: Method = async (context, [value]) => {
  const block = await findBlock(context, blockOf(value, 'block'))
  return block === undefined ? null : block.transactions.map((_, index) => receiptAt(context.chain, block, index))
}

/** Blocks, transactions and receipts. */
export const blockMethods: Readonly<Record<string, Method>> = {
  eth_getBlockByNumber: (context, [block, full]) => whole(context, blockOf(block, 'block'), full),
  eth_getBlockByHash: (context, [hash, full]) => whole(context, byHash(hash), full),
  eth_getBlockReceipts: getBlockReceipts,
  eth_getBlockTransactionCountByNumber: (context, [block]) => transactionCount(context, blockOf(block, 'block')),
  eth_getBlockTransactionCountByHash: (context, [hash]) => transactionCount(context, byHash(hash)),
  eth_getTransactionByHash: getTransaction,
  eth_getTransactionByBlockNumberAndIndex: (context, [block, index]) =>
    transactionByIndex(context, blockOf(block, 'block'), index),
  eth_getTransactionByBlockHashAndIndex: (context, [hash, index]) => transactionByIndex(context, byHash(hash), index),
  eth_getTransactionReceipt: getReceipt,
  eth_getRawTransactionByHash: getRawTransaction,
  eth_getUncleCountByBlockNumber: () => '0x0',
  eth_getUncleCountByBlockHash: () => '0x0',
}
