import { voucherAlphabet, voucherCodeLength } from '@candor/api'
import { blindKeys, type BlindKeys } from '../../../platform/crypto/index.ts'
import type { Tx } from '../../../platform/db/index.ts'

/** Codes of vouchers. A code is made from the voucher's id and a key of the organisation: it is stored nowhere. */
export type VoucherCodes = {
  /** 50 bits, so that trying codes at a till leads nowhere. */
  readonly codeOf: (voucherId: string) => string
  /** By what a voucher is found for a code. */
  readonly indexOf: (code: string) => Buffer
}

const codesWith = (keys: BlindKeys): VoucherCodes => ({
  codeOf: (voucherId) =>
    [...keys.exact('voucher.code', voucherId).subarray(0, voucherCodeLength)]
      .map((byte) => voucherAlphabet[byte % voucherAlphabet.length])
      .join(''),
  indexOf: (code) => keys.exact('voucher.lookup', code),
})

/** The organisation's codes. */
export const voucherCodes = async (tx: Tx): Promise<VoucherCodes> => codesWith(await blindKeys(tx))
