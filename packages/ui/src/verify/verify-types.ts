import type { EntryPublic } from '@candor/journal'

/** What a screen shows of a record, to be compared with what its receipt holds. */
export interface ShownRecord {
  readonly id: string
  readonly kind?: string
  readonly recordedAt?: string
  /** Who did it and what for, as shown. */
  readonly actor?: string
  readonly purpose?: string
  /** The content as shown; left out where the screen shows none. */
  readonly body?: unknown
  /** Fields of the content as shown, for a screen that shows a part of it; each is compared. */
  readonly fields?: Readonly<Record<string, unknown>>
  /**
   * Something that is meant by one of the marks in a list of the content: its mark is HMAC-SHA-256 (hex) of its canonical JSON under
   * the salt (64 hex digits).
   */
  readonly marked?: { readonly list: string; readonly salt: string; readonly value: string }
}

/** What the checks are made with. The reader can change each of them. */
export interface VerifySource {
  /** Public key of the journal, as a C2SP vkey. */
  readonly journalKey: string
  /** Where the ledger is asked: any address that speaks Ethereum JSON-RPC. */
  readonly rpcUrl: string
  readonly chainId: number
  /** The contract that keeps the roots. */
  readonly contract: `0x${string}`
}

/** The five things that are checked, in the order they are told. */
export const verifySteps = ['shown', 'record', 'list', 'seal', 'file', 'ledger'] as const
export type VerifyStep = (typeof verifySteps)[number]

export interface VerifiedFacts {
  readonly position: number
  readonly size: number
  readonly origin: string
  readonly blockNumber?: number
  /** Time of the block that holds the seal, ISO instant. */
  readonly sealedAt?: string
  readonly chainId?: number
  readonly contract?: string
  readonly transactionHash?: string
  readonly leafHash?: string
  readonly root?: string
  readonly entry: EntryPublic
}

export type VerifyOutcome =
  | { readonly verdict: 'verified'; readonly facts: VerifiedFacts }
  /** Sealed but its seal is not on the ledger yet, or not yet sealed at all. */
  | { readonly verdict: 'early'; readonly facts?: VerifiedFacts; readonly passed: readonly VerifyStep[] }
  /** The ledger could not be asked; all else holds. */
  | {
      readonly verdict: 'unreachable'
      readonly facts?: VerifiedFacts
      readonly passed: readonly VerifyStep[]
      readonly why: string
    }
  | {
      readonly verdict: 'failed'
      readonly step: VerifyStep
      readonly code: string
      readonly passed: readonly VerifyStep[]
      /** All that is needed to show the failure to somebody else, as JSON text. */
      readonly evidence: string
      readonly facts?: VerifiedFacts
    }

export interface VerifyReport {
  readonly outcome: VerifyOutcome
  /** What it was checked with; absent while there is nothing to check. */
  readonly source?: VerifySource
  /** The receipt as it came, for the download; empty when there is none yet. */
  readonly receipt: string
}
