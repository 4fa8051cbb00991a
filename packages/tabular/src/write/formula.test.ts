import { describe, expect, it } from 'vitest'
import { csvLine } from './csv.ts'
import { harmless, withoutGuard } from './formula.ts'

describe('a cell that a spreadsheet program would run', () => {
  it.each([
    ['=1+1', "'=1+1"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['+44 20 7946 0018', "'+44 20 7946 0018"],
    ["'=1", "''=1"],
    ['-x', "'-x"],
    ['\tx', "'\tx"],
    ['-12.50', '-12.50'],
    ['+442079460018', '+442079460018'],
    ["'tis", "'tis"],
    ['plain', 'plain'],
  ])('%j is written %j and read back as it was', (text, written) => {
    expect(harmless(text)).toBe(written)
    expect(withoutGuard(written)).toBe(text)
  })
  it('is quoted where it must be', () => {
    expect(csvLine(['a,b', 'c"d', '=x', ' e'])).toBe('"a,b","c""d",\'=x," e"\r\n')
  })
})
