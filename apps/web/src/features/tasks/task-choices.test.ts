import { describe, expect, it } from 'vitest'
import { reminderName, repeatName, repeatNames, repeats } from './task-choices.ts'

describe('what the form of a task offers', () => {
  it('is found again by its name', () => {
    for (const name of repeatNames) expect(repeatName(repeats[name] ?? null)).toBe(name)
    expect([0, 15, 60, 1440, null].map(reminderName)).toEqual(['at', 'quarter', 'hour', 'day', 'none'])
  })
  it('says when a program set something else', () => {
    expect(repeatName({ unit: 'week', every: 1, weekdays: [1, 3] })).toBe('other')
    expect(repeatName({ unit: 'day', every: 3 })).toBe('other')
    expect(reminderName(7)).toBe('other')
  })
  it('does not mind the date that a monthly task keeps to', () => {
    expect(repeatName({ unit: 'month', every: 1, date: 31 })).toBe('month')
  })
})
