import { describe, expect, it } from 'vitest'
import { allMonths } from './months.ts'

describe('months of a chart', () => {
  it('include the quiet ones, across a new year', () => {
    const months = allMonths([
      { month: '2010-11', orderCount: 1, spent: '5' },
      { month: '2011-02', orderCount: 2, spent: '7' },
    ])
    expect(months.map(({ month, spent }) => [month, spent])).toEqual([
      ['2010-11', '5'],
      ['2010-12', '0'],
      ['2011-01', '0'],
      ['2011-02', '7'],
    ])
  })
  it('are none without orders', () => {
    expect(allMonths([])).toEqual([])
  })
})
