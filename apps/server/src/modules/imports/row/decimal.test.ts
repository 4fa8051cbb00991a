import { describe, expect, it } from 'vitest'
import { exponentOf, largestAmount, parseDecimal, toInteger, toMinorUnits } from './decimal.ts'

const pence = (text: string, sign: '.' | ',' = '.') => {
  const decimal = parseDecimal(text, sign)
  return decimal && toMinorUnits(decimal, 2)
}

describe('an amount of money', () => {
  it.each([
    ['2.55', 255],
    ['0.29', 29],
    ['1.10', 110],
    ['2.550000', 255],
    ['-11062.06', -1_106_206],
    ['38970.0', 3_897_000],
    ['1,234,567.8', 123_456_780],
    ['£2.55', 255],
    ['12 元', 1200],
    ['(4.00)', -400],
    ['−3', -300],
    ['１２．５０', 1250],
    ['7.', 700],
    ['0.00', 0],
    ['-0.00', 0],
    ['90071992547409.91', 'too-large'],
    ['0.001', 'too-fine'],
    ['2.555', 'too-fine'],
  ])('%s is %s pence', (text, amount) => expect(pence(text)).toBe(amount))

  it.each(['', 'abc', '1e3', '0x10', '1.2.3', '1,23', '12,34,567', '--1', '(-1)', '1 2', 'NaN', '∞', '.'])(
    '%s is none',
    (text) => expect(pence(text)).toBeUndefined(),
  )

  it('reads a comma before the decimals where the file has it so', () => {
    expect([pence('2,55', ','), pence('1.234,50', ','), pence('1.5', ',')]).toEqual([255, 123_450, undefined])
  })

  it('is exact up to the largest one', () => {
    expect(pence('10000000000000.00')).toBe(largestAmount)
    expect(pence('10000000000000.01')).toBe('too-large')
  })

  it('follows the currency', () => {
    const yen = parseDecimal('2.5', '.')
    expect([exponentOf('GBP'), exponentOf('JPY'), exponentOf('KWD'), exponentOf('XYZ')]).toEqual([2, 0, 3, undefined])
    expect(yen && toMinorUnits(yen, 0)).toBe('too-fine')
  })
})

describe('a quantity', () => {
  it.each([
    ['6', 6],
    ['6.0', 6],
    ['-1', -1],
    ['1,000', 1000],
    ['1.5', undefined],
    ['2147483647', 2_147_483_647],
    ['2147483648', undefined],
  ])('%s is %s', (text, value) => {
    const decimal = parseDecimal(text, '.')
    expect(decimal && toInteger(decimal)).toBe(value)
  })
})
