/** Where a reward stands: on its way to the ledger, to be had, or refused there. Its dates say whether it is offered now. */
export const rewardStates = ['submitted', 'offered', 'refused'] as const

/**
 * Where a voucher stands. `requested` waits for the ledger, which alone decides about balance and stock; `refused` is what
 * it did not give. Whether a valid one has expired its date says.
 */
export const voucherStates = ['requested', 'valid', 'refused', 'used', 'cancelled'] as const
export type VoucherState = (typeof voucherStates)[number]

/** Longest time that a voucher can be used, in days. */
export const longestVoucherDays = 3_650

/** Letters and digits that cannot be taken for one another (Crockford's base 32). */
export const voucherAlphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
export const voucherCodeLength = 10

const codePattern = new RegExp(`^[${voucherAlphabet}]{${voucherCodeLength}}$`)

/**
 * The code of a voucher as it is compared: without spaces and dashes, in capitals, with the letters that are mistaken for
 * digits turned into these.
 * @returns nothing for what cannot be a code
 */
export const voucherCodeOf = (typed: string): string | undefined => {
  const code = typed.toUpperCase().replace(/[\s-]/g, '').replace(/O/g, '0').replace(/[IL]/g, '1')
  return codePattern.test(code) ? code : undefined
}

/** A code as people read it: two groups of five. */
export const shownVoucherCode = (code: string): string => `${code.slice(0, 5)}-${code.slice(5)}`
