import type { EarnTerms } from '@candor/api'
import type { JsonObject } from '@candor/journal'
import type { Tx } from '../../platform/db/index.ts'
import type { Hex } from '../../platform/hex.ts'

export type { Hex }

/** Something that happened, for the journal. */
export type Entry = {
  readonly subject: string
  readonly kind: `${string}.${string}`
  readonly actor: string
  readonly purpose: string
  readonly body: JsonObject
  readonly occurredAt?: string
}

/** What the journal answers. */
export type Recorded = { readonly id: string; readonly recordedAt: string }

/** A purchase as the orders module keeps it. */
export type Purchase = {
  readonly orderId: string
  /** The number that the merchant's till gave. */
  readonly orderNumber: string
  readonly customerId: string
  readonly purchaseNumber: number
  /** Minor units. */
  readonly amount: bigint
  readonly currency: string
  readonly placedAt: Date
  /** The journal entry that proves the order. */
  readonly entryId: string
  /** The import that brought it, if one did. */
  readonly importId: string | null
}

/** A shop of the organisation. */
export type Merchant = {
  readonly id: string
  readonly name: string
  readonly nameZh: string
  /** Purchases are numbered 1, 2, 3 …; this is the last number given. */
  readonly lastPurchaseNumber: number
}

/** Purchases and merchants, as the orders module gives them. */
export type Purchases = {
  /** Purchases of a merchant with higher numbers, ascending. */
  readonly after: (tx: Tx, merchantId: string, purchaseNumber: number, limit: number) => Promise<Purchase[]>
  /** Purchases of a merchant by their numbers, ascending. */
  readonly byNumber: (tx: Tx, merchantId: string, purchaseNumbers: readonly number[]) => Promise<Purchase[]>
  /** How many purchases a customer has made. */
  readonly countOf: (tx: Tx, customerId: string) => Promise<number>
  readonly merchantsOf: (tx: Tx) => Promise<readonly Merchant[]>
}

/** A call to a contract: done once under its reference, however often it is asked for. */
export type Call = {
  readonly reference: Hex
  readonly contract: 'Programmes' | 'EarnRules' | 'Points' | 'Rewards'
  readonly functionName: string
  readonly args: readonly unknown[]
}

/** Puts a call into the ledger's outbox, in the caller's transaction. The key of `member`, one of our own, signs. */
export type EnqueueCall = (tx: Tx, call: Call, member: number) => Promise<{ readonly id: string }>

/** A call that a contract refused. */
export type RefusedCall = {
  readonly id: string
  readonly reference: Hex
  /** As the function takes them. */
  readonly args: readonly unknown[]
  /** The contract's error, where it could be found out. */
  readonly refusal: { readonly name: string; readonly args: readonly unknown[] } | undefined
}

/** An event of one of the contracts, as the ledger's index gives it. */
export type LedgerLog = {
  readonly contract: string
  readonly event: string
  readonly args: Readonly<Record<string, unknown>>
  readonly topics: readonly Hex[]
  readonly data: Hex
  readonly blockNumber: number
  readonly blockTime: Date
  readonly transactionHash: Hex
  /** Calldata of the transaction, for events that say half only (EarnedBatch). */
  readonly input: Hex | undefined
}

/** Two rules to be compared on purchases that a merchant really made. */
export type PreviewAsk = {
  readonly merchantId: string
  readonly currency: string
  readonly rule: EarnTerms
  /** The rule now in force, if one is. */
  readonly now: EarnTerms | undefined
  readonly from: string | null
  readonly until: string | null
}

/** What was counted; of those looked at only, where there are too many to look at all. */
export type PreviewCount = {
  readonly purchases: number
  readonly first: Date | null
  readonly last: Date | null
  readonly points: string
  readonly pointsNow: string
  readonly members: number
  readonly sampled: { readonly looked: number; readonly of: number } | null
  readonly months: readonly {
    readonly month: string
    readonly purchases: number
    readonly points: string
    readonly pointsNow: string
  }[]
}

/** Counts what rules would have given; the orders know the purchases. */
export type PreviewRule = (tx: Tx, ask: PreviewAsk) => Promise<PreviewCount>
