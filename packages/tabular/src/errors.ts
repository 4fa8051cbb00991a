/** Why a file as a whole cannot be read. */
export type TabularFault =
  | 'EMPTY_FILE'
  | 'FILE_TOO_LARGE'
  | 'BINARY_FILE'
  | 'DAMAGED_ARCHIVE'
  | 'WRONG_ENCODING'
  | 'CELL_TOO_LARGE'
  | 'MALFORMED'
  | 'NO_ROWS'
  | 'FILE_GONE'

/** A file is refused; the message says where and why in English, the code is stable. */
export class TabularError extends Error {
  override readonly name = 'TabularError'
  readonly code: TabularFault

  constructor(code: TabularFault, detail: string, options?: ErrorOptions) {
    super(detail, options)
    this.code = code
  }
}
