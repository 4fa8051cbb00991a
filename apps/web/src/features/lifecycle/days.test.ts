import { describe, expect, it } from 'vitest'
import { daysOf } from './days.ts'

describe('customers by stage and day', () => {
  it('has every day, and carries on where nothing was computed', () => {
    const { categories, series } = daysOf([
      { day: '2026-02-27', stage: 'growing', customers: 3 },
      { day: '2026-02-27', stage: 'lost', customers: 0 },
      { day: '2026-03-02', stage: 'growing', customers: 1 },
      { day: '2026-03-02', stage: 'mature', customers: 2 },
    ])
    expect(categories).toEqual(['2026-02-27', '2026-02-28', '2026-03-01', '2026-03-02'])
    expect(series).toEqual([
      { stage: 'growing', values: [3, 3, 3, 1] },
      { stage: 'mature', values: [0, 0, 0, 2] },
    ])
  })
  it('is empty before the first day', () => {
    expect(daysOf([])).toEqual({ categories: [], series: [] })
  })
})
