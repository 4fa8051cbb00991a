/** Codes of {@link JournalFormatError}, one per kind of thing that can be malformed. */
export type JournalFormatCode =
  | 'JOURNAL_BYTES_MALFORMED'
  | 'JOURNAL_VALUE_NOT_CANONICAL'
  | 'JOURNAL_ENTRY_MALFORMED'
  | 'JOURNAL_ORIGIN_MALFORMED'
  | 'JOURNAL_KEY_MALFORMED'
  | 'JOURNAL_NOTE_MALFORMED'
  | 'JOURNAL_CHECKPOINT_MALFORMED'
  | 'JOURNAL_TILE_MALFORMED'
  | 'JOURNAL_TREE_RANGE'
  | 'JOURNAL_RECEIPT_MALFORMED'
  | 'JOURNAL_WITNESS_REQUEST_MALFORMED'
  | 'JOURNAL_POLICY_MALFORMED'

/** Input that does not have the form its specification asks for. The message says where and what was expected. */
export class JournalFormatError extends Error {
  readonly code: JournalFormatCode

  constructor(code: JournalFormatCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'JournalFormatError'
    this.code = code
  }
}

/** A check that did not hold: a stable code, one sentence, and all that is needed to show it to somebody else. */
export type Failure<Code extends string, Evidence> = {
  readonly ok: false
  readonly code: Code
  readonly message: string
  readonly evidence: Evidence
}
