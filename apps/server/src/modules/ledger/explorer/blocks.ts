import type { LedgerBlock, ledgerRoutes, LedgerTransaction, RouteOutput } from '@candor/api'
import { contractAt, decodeCall, describeCall, type DescribeOptions } from '@candor/ledger'
import type { Block, Hex, Transaction } from 'viem'
import { z } from 'zod'
import { decodeCursor, pageOf } from '../../../platform/http/page.ts'
import { ledgerErrors } from '../errors.ts'
import type { Ledger } from '../ledger.ts'

type Mined = Pick<Block<bigint, boolean, 'latest'>, 'number' | 'hash' | 'timestamp' | 'gasUsed'> & {
  readonly transactions: readonly unknown[]
}

/** A block in short. */
export const blockSummary = ({ number, hash, timestamp, transactions, gasUsed }: Mined): LedgerBlock => ({
  number: Number(number),
  hash,
  at: new Date(Number(timestamp) * 1000).toISOString(),
  transactions: transactions.length,
  gasUsed: gasUsed.toString(),
})

const unavailable = (cause: unknown) => ledgerErrors.LEDGER_UNAVAILABLE('the ledger does not answer', { cause })

const cursorSchema = z.tuple([z.number().int().min(0)])

/** Blocks, newest first. */
export const listBlocks = async (
  { connection: { client } }: Ledger,
  { cursor, limit }: { readonly cursor?: string | undefined; readonly limit: number },
): Promise<RouteOutput<typeof ledgerRoutes.blocks>> => {
  try {
    const [below] = decodeCursor(cursorSchema, cursor) ?? [Number(await client.getBlockNumber()) + 1]
    const numbers = Array.from({ length: Math.min(limit + 1, below) }, (_, index) => below - 1 - index)
    const blocks = await Promise.all(numbers.map(async (number) => client.getBlock({ blockNumber: BigInt(number) })))
    return pageOf(blocks, limit, ({ number }) => [Number(number)], blockSummary)
  } catch (error) {
    if (error instanceof Error && error.name === 'CandorError') throw error
    throw unavailable(error)
  }
}

type Receipt = { readonly status: 'success' | 'reverted'; readonly gasUsed: bigint; readonly transactionHash: Hex }

const transactionFrom = (
  ledger: Ledger,
  { hash, from, to, input }: Transaction,
  receipt: Receipt | undefined,
  options: DescribeOptions,
): LedgerTransaction => {
  const contract = contractAt(ledger.addresses, to)
  const call = contract && decodeCall(contract, input)
  const other =
    to === null
      ? { en: 'Put a contract on the ledger', zh: '将合约部署到账本' }
      : { en: `Call the account ${to}`, zh: `调用账户 ${to}` }
  return {
    hash,
    from: from.toLowerCase(),
    to: to?.toLowerCase() ?? null,
    contract: contract ?? null,
    functionName: call?.functionName ?? null,
    description:
      call === undefined ? (options.language === 'zh-CN' ? other.zh : other.en) : describeCall(call, options),
    succeeded: receipt?.status === 'success',
    gasUsed: (receipt?.gasUsed ?? 0n).toString(),
  }
}

/**
 * One block with its transactions in plain words.
 * @throws LEDGER_NO_BLOCK
 */
export const readBlock = async (
  ledger: Ledger,
  number: number,
  options: DescribeOptions,
): Promise<RouteOutput<typeof ledgerRoutes.block>> => {
  const { client } = ledger.connection
  const blockNumber = BigInt(number)
  const block = await client.getBlock({ blockNumber, includeTransactions: true }).catch((error: unknown) => {
    if (error instanceof Error && error.name === 'BlockNotFoundError') {
      throw ledgerErrors.LEDGER_NO_BLOCK(`the ledger has no block ${number}`)
    }
    throw unavailable(error)
  })
  const receipts = new Map(
    (
      await Promise.all(
        block.transactions.map(async ({ hash }) => client.getTransactionReceipt({ hash }).catch(() => undefined)),
      )
    ).flatMap((receipt) => (receipt === undefined ? [] : [[receipt.transactionHash, receipt] as const])),
  )
  return {
    block: blockSummary(block),
    parentHash: block.parentHash,
    transactions: block.transactions.map((transaction) =>
      transactionFrom(ledger, transaction, receipts.get(transaction.hash), options),
    ),
  }
}
