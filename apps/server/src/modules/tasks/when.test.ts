import { describe, expect, it } from 'vitest'
import { rangeOf, snoozedTo } from './when.ts'

const iso = (instant: number | undefined): string => new Date(instant ?? 0).toISOString()

describe('a work list', () => {
  // In London it is Friday, in Shanghai it has become Saturday.
  const now = Date.parse('2026-11-20T17:30:00Z')
  it('is parted by the clock of whoever has it', () => {
    expect(iso(rangeOf('today', 'Europe/London', now).to)).toBe('2026-11-21T00:00:00.000Z')
    expect(iso(rangeOf('today', 'Asia/Shanghai', now).to)).toBe('2026-11-21T16:00:00.000Z')
    expect(iso(rangeOf('week', 'Europe/London', now).to)).toBe('2026-11-23T00:00:00.000Z')
    expect(rangeOf('overdue', 'Europe/London', now)).toEqual({ to: now })
  })
  it('puts tasks off by that clock, and keeps their time of day', () => {
    const due = { day: '2026-11-20', time: '09:15' }
    expect(snoozedTo('tomorrow', due, 'Asia/Shanghai', now)).toEqual({ day: '2026-11-22', time: '09:15' })
    expect(snoozedTo('monday', due, 'Europe/London', now)).toEqual({ day: '2026-11-23', time: '09:15' })
    expect(snoozedTo('week', null, 'Europe/London', now)).toEqual({ day: '2026-11-27', time: null })
    expect(snoozedTo('hour', due, 'Europe/London', now)).toEqual({ day: '2026-11-20', time: '18:30' })
    const late = Date.parse('2026-11-20T22:50:00Z')
    expect(snoozedTo('hour', due, 'Europe/London', late)).toEqual({ day: '2026-11-21', time: '00:00' })
  })
})
