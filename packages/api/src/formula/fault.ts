/** What can be wrong with a formula. */
export type FormulaFaultCode =
  | 'long'
  | 'deep'
  | 'large'
  | 'empty'
  | 'text-open'
  | 'number-long'
  | 'sign-unknown'
  | 'unexpected'
  | 'end-unexpected'
  | 'field-unknown'
  | 'function-unknown'
  | 'argument-count'
  | 'type'
  | 'cycle'

/** What is wrong with a formula, where in it (characters from 0), and the word concerned. */
export type FormulaFault = { readonly code: FormulaFaultCode; readonly at: number; readonly word: string }

/** Thrown while a formula is read. */
export class FormulaError extends Error {
  readonly fault: FormulaFault
  constructor(fault: FormulaFault) {
    super(`${fault.code} at ${fault.at}: ${fault.word}`)
    this.fault = fault
  }
}

export const refuse = (code: FormulaFaultCode, at: number, word = ''): FormulaError =>
  new FormulaError({ code, at, word })
