import type { JsonValue } from '@candor/journal'

/** What the audit of the ledger's index can find. */
export type LedgerFindingCode =
  /** An event is kept otherwise than the chain has it. */
  | 'LEDGER_EVENT_CHANGED'
  /** The chain has an event that is not kept here. */
  | 'LEDGER_EVENT_MISSING'
  /** An event is kept that the chain does not have. */
  | 'LEDGER_EVENT_FOREIGN'
  /** The chain ends before, or has other blocks than, what was indexed from it. */
  | 'LEDGER_HISTORY_DIFFERS'
  /** A contract is not where, or not what, it was when it was deployed. */
  | 'LEDGER_CONTRACT_DIFFERS'

/** One thing that is not as the chain has it; the form that the journal's audit gives. */
export type Finding = {
  readonly code: LedgerFindingCode
  readonly table: string
  readonly key: string
  readonly what: string
  readonly detail: { readonly [name: string]: JsonValue }
}

export const finding = (
  code: LedgerFindingCode,
  table: string,
  key: string,
  what: string,
  detail: Finding['detail'] = {},
): Finding => ({ code, table, key, what, detail })
