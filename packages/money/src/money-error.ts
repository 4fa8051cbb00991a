/** What can be wrong with the parts of a sum. */
export type MoneyErrorCode =
  | 'MONEY_QUANTITY_INVALID'
  | 'MONEY_PRICE_INVALID'
  | 'MONEY_DISCOUNT_INVALID'
  | 'MONEY_TAX_RATE_INVALID'
  | 'MONEY_TOO_LARGE'

/** A sum that cannot be made, with the number of the line that is at fault, from 0; none where it is the whole. */
export class MoneyError extends Error {
  readonly code: MoneyErrorCode
  readonly line: number | undefined

  constructor(code: MoneyErrorCode, message: string, line?: number) {
    super(message)
    this.name = 'MoneyError'
    this.code = code
    this.line = line
  }
}
