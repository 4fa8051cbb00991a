import type { JsonObject } from '@candor/journal'
import type { ConsentPlace, ConsentRecord } from '@candor/ledger'
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
}

/** What the journal answers. */
export type Recorded = { readonly id: string; readonly recordedAt: string }

/** A call to the contract: done once under its reference, however often it is asked for. */
export type Call = {
  readonly reference: Hex
  readonly contract: 'Consents'
  readonly functionName: string
  readonly args: readonly unknown[]
}

/** A call that the contract refused. */
export type RefusedCall = {
  readonly id: string
  readonly refusal: { readonly name: string; readonly args: readonly unknown[] } | undefined
}

/** An event of the contract, as the ledger's index gives it. */
export type LedgerLog = {
  readonly args: Readonly<Record<string, unknown>>
  readonly blockNumber: number
  readonly blockTime: Date
  readonly transactionHash: Hex
}

/** What the module asks of others; given by the composition root. */
export type ConsentNeeds = {
  readonly record: (tx: Tx, entry: Entry) => Promise<Recorded>
  /** Puts a call into the ledger's outbox, in the caller's transaction. The key of `member` signs the transaction. */
  readonly enqueueCall: (tx: Tx, call: Call, member: number) => Promise<{ readonly id: string }>
  /** The member that stands for the organisation; its number is null until the ledger has given it. */
  readonly findMember: (tx: Tx, subject: string) => Promise<{ readonly number: number | null } | undefined>
  /** Throws a not-found error unless the customer exists. */
  readonly requireCustomer: (tx: Tx, customerId: string) => Promise<void>
  /** Network and contract that decisions are signed for. */
  readonly place: () => ConsentPlace
  /** Whom an entry concerns. @throws a not-found error */
  readonly subjectOf: (tx: Tx, entryId: string) => Promise<string>
  /** The receipt of an entry with its body. */
  readonly receiptOf: (tx: Tx, entryId: string, opened: boolean) => Promise<string>
}

/** The contract itself, as the audit asks it. */
export type AuditedConsents = {
  readonly consentOf: (account: Hex, member: number, consent: Hex) => Promise<ConsentRecord | undefined>
}

/** Consent is recorded because the law asks to be able to show it. */
export const recordingPurpose = 'legal-obligation'
