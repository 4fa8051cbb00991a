export type LedgerErrorCode =
  | 'LEDGER_BATCH_UNREADABLE'
  | 'LEDGER_UNREACHABLE'
  | 'LEDGER_WRONG_CHAIN'
  | 'LEDGER_CONTRACT_MISSING'
  | 'LEDGER_CONTRACT_CHANGED'
  | 'LEDGER_DEPLOYMENT_FAILED'
  | 'LEDGER_INCONSISTENT'

/** Something is wrong with the ledger or with what it says. The message tells what, and where it helps how to mend it. */
export class LedgerError extends Error {
  override readonly name = 'LedgerError'
  readonly code: LedgerErrorCode

  constructor(code: LedgerErrorCode, message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause })
    this.code = code
  }
}
