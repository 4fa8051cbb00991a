import type { Common } from '@ethereumjs/common'
import { equalBytes, toHex } from '../bytes/bytes.ts'
import { keccak256 } from '../crypto/keccak.ts'
import { uniteBlooms } from '../evm/bloom.ts'
import { createChainCommon } from '../evm/common.ts'
import { decodeHeader, hashHeader, type BlockHeader } from '../evm/header.ts'
import { listRoot } from '../evm/list-root.ts'
import { bloomOf, decodeStoredReceipt, encodeReceipt, type Receipt } from '../evm/receipt.ts'
import { decodeTransaction, typeOf } from '../evm/transaction.ts'
import type { Queryable } from './block-rows.ts'
import { termsOf } from './log-terms.ts'

/** Something about a stored block that is not as the chain made it. */
export interface StoredFault {
  readonly block: number
  readonly table: 'chain.block' | 'chain.transaction' | 'chain.log_block'
  readonly what: string
}

interface StoredTransaction {
  readonly transaction_index: number
  readonly hash: Buffer
  readonly sender: Buffer
  readonly raw: Buffer
  readonly receipt: Buffer
}

interface StoredBlock {
  readonly number: string
  readonly hash: Buffer
  readonly header: Buffer
  readonly transactions: readonly StoredTransaction[]
  readonly terms: readonly string[]
}

const BATCH = 200

const fromHex = (text: string): Buffer => Buffer.from(text.slice(2), 'hex')

const readBlocks = async (client: Queryable, from: number): Promise<StoredBlock[]> => {
  const { rows } = await client.query<StoredBlock>({
    name: 'chain-audit-blocks',
    text: `
      select b.number, b.hash, b.header,
        array(select t.term::text from chain.log_block t where t.block_number = b.number order by t.term) as terms,
        coalesce((select jsonb_agg(jsonb_build_object('transaction_index', t.transaction_index, 'hash', t.hash,
                    'sender', t.sender, 'raw', t.raw, 'receipt', t.receipt) order by t.transaction_index)
                    from chain.transaction t where t.block_number = b.number), '[]') as transactions
      from chain.block b where b.number >= $1 order by b.number limit $2`,
    values: [from, BATCH],
  })
  type Json = { transaction_index: number; hash: string; sender: string; raw: string; receipt: string }
  return rows.map(({ number, hash, header, terms, transactions }) => ({
    number,
    hash,
    header,
    terms,
    transactions: (transactions as unknown as Json[]).map((each) => ({
      transaction_index: each.transaction_index,
      hash: fromHex(each.hash),
      sender: fromHex(each.sender),
      raw: fromHex(each.raw),
      receipt: fromHex(each.receipt),
    })),
  }))
}

const isSound = ({ raw, hash, sender }: StoredTransaction, common: Common): boolean => {
  if (!equalBytes(keccak256(raw), hash)) return false
  try {
    return equalBytes(decodeTransaction(new Uint8Array(raw), common).sender, sender)
  } catch {
    return false
  }
}

/** What is wrong with the transactions of a block, as its header commits to them. */
const transactionFaults = (header: BlockHeader, { transactions }: StoredBlock, common: Common): string[] => {
  const changed = transactions.filter((each) => !isSound(each, common))
  const gap = transactions.some(({ transaction_index: index }, place) => index !== place)
  const faults = changed.map(({ hash }) => `The transaction ${toHex(hash)} was changed.`)
  if (gap) faults.push('A transaction of the block is missing.')
  else if (faults.length === 0 && !equalBytes(listRoot(transactions.map(({ raw }) => raw)), header.transactionsRoot)) {
    faults.push('The transactions are not those that the block was made of.')
  }
  return faults
}

const receiptsOf = ({ transactions }: StoredBlock): Receipt[] | undefined => {
  try {
    return transactions.map(({ receipt }) => decodeStoredReceipt(new Uint8Array(receipt)))
  } catch {
    return undefined
  }
}

/** What is wrong with the receipts, and so with the contracts' events. */
const receiptFaults = (header: BlockHeader, block: StoredBlock): string[] => {
  const receipts = receiptsOf(block)
  if (receipts === undefined) return ['A receipt, and with it what the contracts told, was changed.']
  const blooms = receipts.map(({ logs }) => bloomOf(logs))
  const encoded = receipts.map((receipt, place) =>
    encodeReceipt(
      receipt,
      typeOf(block.transactions[place]?.raw ?? new Uint8Array()),
      blooms[place] ?? new Uint8Array(),
    ),
  )
  const same = equalBytes(listRoot(encoded), header.receiptsRoot) && equalBytes(uniteBlooms(blooms), header.logsBloom)
  return same ? [] : ['A receipt, and with it what the contracts told, was changed.']
}

const indexIsRight = (block: StoredBlock): boolean => {
  const receipts = receiptsOf(block)
  if (receipts === undefined) return true
  const terms = termsOf(receipts.flatMap(({ logs }) => logs)).map(String)
  return terms.join() === block.terms.join()
}

const headerOf = ({ header, hash }: StoredBlock): BlockHeader | undefined =>
  equalBytes(hashHeader(new Uint8Array(header)), hash) ? decodeHeader(new Uint8Array(header)) : undefined

/**
 * Compares every stored block with what its header commits to, and every header with its hash and its parent. The
 * state is not recomputed: opening the chain on an empty cache does that.
 *
 * @param onProgress - told how many blocks were looked at
 * @returns how many blocks there are
 */
export async function* auditStoredBlocks(
  client: Queryable,
  onProgress: (blocks: number) => void = () => undefined,
): AsyncGenerator<StoredFault, number> {
  const { rows } = await client.query<{ chain_id: string }>('select chain_id from chain.identity')
  if (rows[0] === undefined) return 0
  const common = createChainCommon(Number(rows[0].chain_id))
  let expected = 0
  let parent: Uint8Array | undefined
  for (;;) {
    const blocks = await readBlocks(client, expected)
    if (blocks.length === 0) return expected
    for (const block of blocks) {
      const number = Number(block.number)
      const fault = (table: StoredFault['table'], what: string): StoredFault => ({ block: number, table, what })
      for (; expected < number; expected += 1) {
        yield { block: expected, table: 'chain.block', what: `Block ${expected} is missing.` }
        parent = undefined
      }
      const header = headerOf(block)
      if (header === undefined) yield fault('chain.block', 'The header of the block, or its hash, was changed.')
      else {
        if (Number(header.number) !== number) yield fault('chain.block', 'The block was given another number.')
        if (parent !== undefined && !equalBytes(header.parentHash, parent)) {
          yield fault('chain.block', 'The block does not follow from the one before it.')
        }
        const faults = [...transactionFaults(header, block, common), ...receiptFaults(header, block)]
        for (const what of faults) yield fault('chain.transaction', what)
        // An index is compared with what is known to be right only.
        if (faults.length === 0 && !indexIsRight(block)) {
          yield fault('chain.log_block', 'The index of what the contracts told was changed.')
        }
      }
      parent = header === undefined ? undefined : block.hash
      expected = number + 1
    }
    onProgress(expected)
  }
}
