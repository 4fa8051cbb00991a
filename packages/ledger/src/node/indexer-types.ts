import type { Hex } from 'viem'
import type { LedgerContractName } from '../contracts.ts'

/** A block that the index refers to. */
export type IndexedBlock = { readonly number: number; readonly hash: Hex }

/** An event of one of the contracts, with everything that was said about it. */
export type IndexedLog = {
  readonly contract: LedgerContractName
  readonly event: string
  readonly args: Readonly<Record<string, unknown>>
  readonly topics: readonly Hex[]
  readonly data: Hex
  readonly blockNumber: number
  readonly blockHash: Hex
  readonly blockTime: Date
  readonly transactionHash: Hex
  readonly transactionIndex: number
  readonly logIndex: number
  /** Calldata of the transaction, for events that say half only (EarnedBatch). */
  readonly input: Hex | undefined
}

/** Where the index is kept. */
export type IndexStore = {
  /** The newest block that is indexed. */
  readonly cursor: () => Promise<IndexedBlock | undefined>
  /** Indexed blocks whose hashes are known, newest first, to find out how far the chain went back. */
  readonly blocks: () => Promise<readonly IndexedBlock[]>
  /** Adds the events of the blocks after the cursor up to `to`, and moves the cursor, in one transaction. */
  readonly append: (to: IndexedBlock, logs: readonly IndexedLog[]) => Promise<void>
  /** Takes away everything after block `to`, and moves the cursor back, in one transaction. */
  readonly rollBack: (to: IndexedBlock) => Promise<void>
}
