import { describe, expect, it } from 'vitest'
import { shownVoucherCode, voucherCodeOf } from './reward-words.ts'

describe('the code of a voucher', () => {
  it.each([
    ['7K3MP-0XQ2T', '7K3MP0XQ2T'],
    [' 7k3mp 0xq2t ', '7K3MP0XQ2T'],
    ['7K3MP-oxq2l', '7K3MP0XQ21'],
    ['iiiii-ooooo', '1111100000'],
  ])('is read as people type it: %j', (typed, code) => {
    expect(voucherCodeOf(typed)).toBe(code)
  })
  it.each(['', '7K3MP-0XQ2', '7K3MP-0XQ2TT', '7K3MP-0XQ2U', '七K3MP0XQ2T'])('cannot be %j', (typed) => {
    expect(voucherCodeOf(typed)).toBeUndefined()
  })
  it('is shown in two groups, and read back', () => {
    expect(shownVoucherCode('7K3MP0XQ2T')).toBe('7K3MP-0XQ2T')
    expect(voucherCodeOf(shownVoucherCode('7K3MP0XQ2T'))).toBe('7K3MP0XQ2T')
  })
})
