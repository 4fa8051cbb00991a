import type { BlockHeader } from '../evm/header.ts'
import type { Receipt } from '../evm/receipt.ts'

/** A transaction of a block, with its outcome, as it is stored. */
export interface TransactionRecord {
  readonly hash: Uint8Array
  readonly sender: Uint8Array
  /** The signed transaction as it was sent. */
  readonly raw: Uint8Array
  readonly receipt: Receipt
}

/** A block with everything that belongs to it. */
export interface BlockRecord {
  readonly hash: Uint8Array
  readonly header: BlockHeader
  readonly transactions: readonly TransactionRecord[]
}

/** A block with what is needed to look for logs in it. */
export interface LoggedBlock extends Head {
  readonly transactions: readonly Pick<TransactionRecord, 'hash' | 'receipt'>[]
}

/** The end of the chain. */
export interface Head {
  readonly hash: Uint8Array
  readonly header: BlockHeader
}
