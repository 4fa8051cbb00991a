import { describe, expect, it } from 'vitest'
import { clockTime, minuteOf } from './clock-time.ts'
import { addDays, addMonths, isDay, mondayOf, weekdayOf } from './day.ts'
import { holidayCountries, holidaysOf } from './holidays/countries.ts'
import { nextDay, nextDayAfter } from './recurrence.ts'
import { instantOf, isTimeZone, localTimeOf } from './zone.ts'

const iso = (instant: number): string => new Date(instant).toISOString()

describe('days', () => {
  it('exist or not', () => {
    expect(['2026-02-28', '2028-02-29', '2026-02-29', '2026-13-01', '2026-1-1'].map(isDay)).toEqual([
      true,
      true,
      false,
      false,
      false,
    ])
  })
  it('are counted over months and years', () => {
    expect(addDays('2025-12-31', 1)).toBe('2026-01-01')
    expect(addMonths('2026-01-31', 1)).toBe('2026-02-28')
    expect(addMonths('2026-02-28', 1, 31)).toBe('2026-03-31')
    expect(addMonths('2026-01-15', -13)).toBe('2024-12-15')
    expect([weekdayOf('2026-11-22'), mondayOf('2026-11-22')]).toEqual([7, '2026-11-16'])
  })
})

describe('times of a zone', () => {
  it('are found from instants and back', () => {
    expect(localTimeOf('Asia/Shanghai', Date.parse('2026-01-01T20:30:00Z'))).toEqual({ day: '2026-01-02', minute: 270 })
    expect(iso(instantOf('Asia/Shanghai', '2026-01-02', 270))).toBe('2026-01-01T20:30:00.000Z')
  })
  it('that are left out move on; of those that come twice the first is meant', () => {
    expect(iso(instantOf('Europe/London', '2026-03-29', 90))).toBe('2026-03-29T01:30:00.000Z')
    expect(iso(instantOf('Europe/London', '2026-10-25', 90))).toBe('2026-10-25T00:30:00.000Z')
  })
  it('know their zones by name', () => {
    expect(['Europe/London', 'UTC', 'Etc/GMT+5', '+02:00', 'Nowhere/Land', ''].map(isTimeZone)).toEqual([
      true,
      true,
      true,
      false,
      false,
      false,
    ])
  })
  it('are read and written', () => {
    expect([minuteOf('09:30'), minuteOf('24:00'), minuteOf('24:01'), minuteOf('9:30'), minuteOf('12:60')]).toEqual([
      570,
      1440,
      undefined,
      undefined,
      undefined,
    ])
    expect(clockTime(570)).toBe('09:30')
  })
})

describe('what comes again', () => {
  it('comes by days, working days, weeks, months and years', () => {
    expect(nextDay({ unit: 'day', every: 3 }, '2026-11-22')).toBe('2026-11-25')
    expect(nextDay({ unit: 'workday' }, '2026-11-20')).toBe('2026-11-23')
    expect(nextDay({ unit: 'week', every: 2 }, '2026-11-20')).toBe('2026-12-04')
    expect(nextDay({ unit: 'week', every: 1, weekdays: [2, 4] }, '2026-11-24')).toBe('2026-11-26')
    expect(nextDay({ unit: 'week', every: 2, weekdays: [2, 4] }, '2026-11-26')).toBe('2026-12-08')
    expect(nextDay({ unit: 'month', every: 1, date: 31 }, '2026-02-28')).toBe('2026-03-31')
    expect(nextDay({ unit: 'year', every: 1, date: 29 }, '2028-02-29')).toBe('2029-02-28')
  })
  it('does not make up for what was missed, and keeps its step', () => {
    expect(nextDayAfter({ unit: 'day', every: 3 }, '2026-01-01', '2026-11-22')).toBe('2026-11-24')
    expect(nextDayAfter({ unit: 'week', every: 1 }, '2026-11-02', '2026-11-22')).toBe('2026-11-23')
    expect(nextDayAfter({ unit: 'day', every: 3 }, '2026-11-22', '2026-11-01')).toBe('2026-11-25')
  })
})

describe('holidays', () => {
  const daysOf = (country: (typeof holidayCountries)[number], year: number) =>
    holidaysOf(country, year).map(({ day }) => day.slice(5))
  it('of England and Wales are those that were announced', () => {
    const announced = '01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28'
    expect(daysOf('GB', 2026).join(' ')).toBe(announced)
    expect(daysOf('GB', 2022).slice(-2)).toEqual(['12-26', '12-27'])
    expect(daysOf('GB', 2027).slice(-2)).toEqual(['12-27', '12-28'])
  })
  it('of China follow the sky', () => {
    expect(daysOf('CN', 2026).join(' ')).toBe(
      '01-01 02-16 02-17 02-18 02-19 04-05 05-01 05-02 06-19 09-25 10-01 10-02 10-03',
    )
    expect(daysOf('CN', 2025)).toContain('01-28')
    // The Mid-Autumn Festival of 2020 was National Day: one day of it counts once.
    expect(new Set(daysOf('CN', 2020)).size).toBe(daysOf('CN', 2020).length)
  })
  it('of the United States move off weekends', () => {
    expect(daysOf('US', 2026)).toContain('07-03')
    expect(daysOf('US', 2026)).toContain('11-26')
  })
  it('of every country are days in order, in every year', () => {
    for (const country of holidayCountries) {
      for (let year = 2000; year < 2100; year += 9) {
        const days = holidaysOf(country, year).map(({ day }) => day)
        expect(days.every(isDay)).toBe(true)
        expect(days).toEqual([...days].toSorted((a, b) => (a < b ? -1 : 1)))
      }
    }
    expect(() => holidaysOf('GB', 1999)).toThrow(RangeError)
  })
})
