import { describe, expect, it } from 'vitest'
import { businessTime, NeverOpenError, type BusinessCalendar, type Span } from './business-time.ts'

const office: Span[] = [
  { from: 540, to: 720 },
  { from: 780, to: 1050 },
]
const london: BusinessCalendar = {
  timeZone: 'Europe/London',
  week: [office, office, office, office, office, [], []],
  exceptions: new Map([['2026-12-25', []]]),
}
const at = (text: string): number => Date.parse(text)
const iso = (instant: number): string => new Date(instant).toISOString().slice(0, 16)

describe('business hours with a break, a weekend and a holiday', () => {
  const time = businessTime(london)
  it('are added up across all three', () => {
    // Thursday 16:30: one hour left today; Friday is Christmas; Monday begins at nine.
    expect(iso(time.add(at('2026-12-24T16:30:00Z'), 61))).toBe('2026-12-28T09:01')
    expect(iso(time.add(at('2026-12-24T11:30:00Z'), 60))).toBe('2026-12-24T13:30')
  })
  it('end a stretch at its end, not at the next beginning', () => {
    expect(iso(time.add(at('2026-12-24T11:00:00Z'), 60))).toBe('2026-12-24T12:00')
  })
  it('are measured between two moments outside of them', () => {
    expect(time.between(at('2026-12-24T17:00:00Z'), at('2026-12-28T08:00:00Z'))).toBe(30)
    expect(time.between(at('2026-12-25T00:00:00Z'), at('2026-12-26T00:00:00Z'))).toBe(0)
  })
  it('are subtracted backwards', () => {
    expect(iso(time.subtract(at('2026-12-28T09:30:00Z'), 60))).toBe('2026-12-24T17:00')
  })
  it('say when they are open and when next', () => {
    expect([time.isOpen(at('2026-12-24T09:00:00Z')), time.isOpen(at('2026-12-24T12:00:00Z'))]).toEqual([true, false])
    expect(iso(time.opening(at('2026-12-24T18:00:00Z')))).toBe('2026-12-28T09:00')
  })
  it('work on a day against the rule', () => {
    const sunday = businessTime({ ...london, exceptions: new Map([['2026-12-27', [{ from: 600, to: 660 }]]]) })
    expect(sunday.between(at('2026-12-26T00:00:00Z'), at('2026-12-28T00:00:00Z'))).toBe(60)
  })
})

describe('a change of clocks', () => {
  const round = [{ from: 0, to: 1440 }]
  const always = businessTime({ timeZone: 'Europe/London', week: Array.from({ length: 7 }, () => round) })
  it('makes a day of 23 hours and one of 25', () => {
    expect(always.between(at('2026-03-29T00:00:00Z'), at('2026-03-29T23:00:00Z'))).toBe(23 * 60)
    expect(always.between(at('2026-10-24T23:00:00Z'), at('2026-10-26T00:00:00Z'))).toBe(25 * 60)
  })
  it('shortens a night shift in spring and lengthens it in autumn', () => {
    const night = businessTime({
      timeZone: 'America/New_York',
      week: Array.from({ length: 7 }, () => [{ from: 0, to: 360 }]),
    })
    expect(night.between(at('2026-03-08T04:00:00Z'), at('2026-03-08T20:00:00Z'))).toBe(300)
    expect(night.between(at('2026-11-01T03:00:00Z'), at('2026-11-01T20:00:00Z'))).toBe(420)
  })
  it('leaves out hours that do not exist', () => {
    const skipped = businessTime({
      timeZone: 'Europe/Berlin',
      week: Array.from({ length: 7 }, () => [
        { from: 135, to: 165 },
        { from: 170, to: 240 },
      ]),
    })
    // Clocks go from two to three: the first stretch is gone, the second begins at three.
    expect(skipped.between(at('2026-03-28T23:00:00Z'), at('2026-03-29T22:00:00Z'))).toBe(60)
    const gone = businessTime({
      timeZone: 'Pacific/Apia',
      week: Array.from({ length: 7 }, () => office),
    })
    // Samoa left out 30 December 2011 as a whole: of three days two are left.
    expect(gone.between(at('2011-12-29T10:00:00Z'), at('2011-12-31T10:00:00Z'))).toBe(900)
  })
})

describe('a calendar without hours', () => {
  const closed = businessTime({ timeZone: 'UTC', week: [[], [], [], [], [], [], []] })
  it('measures nothing and refuses to look for ever', () => {
    expect(closed.between(0, 1e12)).toBe(0)
    expect(() => closed.add(0, 1)).toThrow(NeverOpenError)
    expect(() => closed.subtract(0, 1)).toThrow(NeverOpenError)
  })
})

/** Numbers that look random and are the same in each run (Park and Miller, 1988). */
const numbers = (seed: number) => {
  let state = seed
  return (below: number): number => {
    state = (state * 48_271) % 2_147_483_647
    return state % below
  }
}

describe('for any calendar, zone and moment', () => {
  const zones = [
    'UTC',
    'Europe/London',
    'America/New_York',
    'Asia/Shanghai',
    'Australia/Lord_Howe',
    'Africa/Casablanca',
  ]
  const next = numbers(20_261_122)
  const spans = (): Span[] => {
    const cuts = [...new Set(Array.from({ length: 2 * next(4) }, () => next(97) * 15))].toSorted((a, b) => a - b)
    return cuts.flatMap((from, index) => (index % 2 === 0 && cuts[index + 1] ? [{ from, to: cuts[index + 1]! }] : []))
  }
  const cases = Array.from({ length: 300 }, () => {
    const week = Array.from({ length: 7 }, spans)
    week[next(7)] = [{ from: 480, to: 1080 }]
    return {
      time: businessTime({ timeZone: zones[next(zones.length)] as string, week }),
      start: at('2025-12-01T00:00:00Z') + next(500 * 24 * 60) * 60_000,
      a: next(5000),
      b: next(5000),
    }
  })
  it('what was added is what is measured', () => {
    for (const { time, start, a } of cases) expect(time.between(start, time.add(start, a))).toBe(a)
  })
  it('what was subtracted is what is measured', () => {
    for (const { time, start, a } of cases) expect(time.between(time.subtract(start, a), start)).toBe(a)
  })
  it('adding twice is adding the sum', () => {
    for (const { time, start, a, b } of cases) {
      if (b > 0) expect(time.add(time.add(start, a), b)).toBe(time.add(start, a + b))
    }
  })
  it('measures add up, and the other way round they are negative', () => {
    for (const { time, start, a, b } of cases) {
      const [middle, end] = [start + a * 60_000, start + (a + b) * 60_000]
      expect(time.between(start, middle) + time.between(middle, end)).toBeCloseTo(time.between(start, end), 9)
      expect(time.between(end, start)).toBe(0 - time.between(start, end))
    }
  })
})
