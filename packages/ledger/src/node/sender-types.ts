import type { Hex } from 'viem'
import type { Refusal } from '../decode.ts'
import type { Fees } from './connection.ts'

/** A call that waits for its transaction. */
export type QueuedCall = {
  readonly organisationId: string
  readonly callId: string
  /** Account that has to sign. */
  readonly from: Hex
  readonly to: Hex
  readonly data: Hex
  /** Upper bound of the gas; nothing when it has to be estimated. */
  readonly gas: bigint | undefined
}

/** A transaction as it was signed. */
export type SignedVersion = { readonly raw: Hex; readonly hash: Hex; readonly fees: Fees }

/** A call with its nonce and signed transaction, until the ledger's receipt for it is final here. */
export type OpenTransaction = QueuedCall &
  SignedVersion & {
    readonly gas: bigint
    readonly nonce: number
    /** Hashes of earlier versions with lower fees: any of them may be the one that is mined. */
    readonly earlier: readonly Hex[]
    /** How often this call was given a transaction, this one included. */
    readonly attempt: number
  }

/** What became of a transaction. */
export type Settled = {
  readonly transaction: OpenTransaction
  /** The version that was mined. */
  readonly hash: Hex
  /** The block that holds it; nothing when no node takes it. */
  readonly block: { readonly number: number; readonly hash: Hex } | undefined
  readonly succeeded: boolean
  /** Why the contract refused, where it did. */
  readonly refusal: Refusal | undefined
}

/** Signs a transaction of one of the accounts. */
export type Sign = (
  from: Hex,
  transaction: {
    readonly to: Hex
    readonly data: Hex
    readonly nonce: number
    readonly gas: bigint
    readonly fees: Fees
  },
) => Promise<SignedVersion>

/** Where calls, nonces and transactions are kept. Every method is one or more Postgres transactions that can be repeated. */
export type SenderStore = {
  /** Every account that may sign here. */
  readonly accounts: () => Promise<readonly Hex[]>
  /** Transactions that are not settled: after a start, all that were sent or were about to be. */
  readonly open: () => Promise<readonly OpenTransaction[]>
  /**
   * Gives queued calls their nonces and keeps what `sign` makes of them, before anything is sent.
   * @param room how many more transactions each account may have under way
   */
  readonly take: (
    limit: number,
    room: (from: Hex) => number,
    sign: (call: QueuedCall, nonce: number) => Promise<SignedVersion & { readonly gas: bigint }>,
  ) => Promise<readonly OpenTransaction[]>
  /** Keeps another version of a transaction, before it is sent. */
  readonly keepVersion: (transaction: OpenTransaction) => Promise<void>
  /** Notes that the node has these. */
  readonly sent: (transactions: readonly OpenTransaction[]) => Promise<void>
  /** Notes what became of these, and closes them. */
  readonly settle: (settled: readonly Settled[]) => Promise<void>
  /** Puts calls back into the queue: their nonce was used by something else, or they are to be tried again later. */
  readonly requeue: (transactions: readonly OpenTransaction[], delay: number) => Promise<void>
  /** Sees to it that the next nonce of an account is at least this. */
  readonly raiseNonce: (from: Hex, nonce: number) => Promise<void>
}
