import { businessTime } from '@candor/calendar'
import { describe, expect, it } from 'vitest'
import { dueAt, warnAt, type WorkingDays } from './clock.ts'

const open = [{ from: 540, to: 1020 }]
const days = (timeZone: string, closed: readonly string[] = []): WorkingDays => ({
  timeZone,
  business: businessTime({
    timeZone,
    week: [open, open, open, open, open, [], []],
    exceptions: new Map(closed.map((day) => [day, []])),
  }),
})
const utc = days('UTC')
const due = (...[law, openedAt, extended, working]: [Parameters<typeof dueAt>[0], string, boolean?, WorkingDays?]) =>
  new Date(dueAt(law, Date.parse(openedAt), extended ?? false, working ?? utc)).toISOString()

describe('the clock of the law', () => {
  it('gives a month under the GDPR, to the last day where there is no such one, and three with the extension', () => {
    expect(due('gdpr', '2026-03-10T08:00:00Z')).toBe('2026-04-10T23:59:59.999Z')
    expect(due('gdpr', '2027-01-31T23:00:00Z')).toBe('2027-02-28T23:59:59.999Z')
    expect(due('gdpr', '2026-11-30T08:00:00Z', true)).toBe('2027-02-28T23:59:59.999Z')
  })

  it('gives 15 working days under the PIPL, without weekends and holidays, and no extension', () => {
    expect(due('pipl', '2026-06-01T08:00:00Z')).toBe('2026-06-22T23:59:59.999Z')
    const shanghai = days('Asia/Shanghai', ['2026-06-19'])
    // 23 June ends in Shanghai eight hours before it does in UTC.
    expect(due('pipl', '2026-06-01T08:00:00Z', false, shanghai)).toBe('2026-06-23T15:59:59.999Z')
    expect(due('pipl', '2026-06-01T08:00:00Z', true)).toBe(due('pipl', '2026-06-01T08:00:00Z'))
  })

  it('gives 45 days under the CCPA, and 45 more', () => {
    expect(due('ccpa', '2026-01-01T12:00:00Z')).toBe('2026-02-15T23:59:59.999Z')
    expect(due('ccpa', '2026-01-01T12:00:00Z', true)).toBe('2026-04-01T23:59:59.999Z')
  })

  it('begins on the day that it is in the organisation’s zone', () => {
    expect(due('ccpa', '2026-01-01T18:00:00Z', false, days('Asia/Shanghai'))).toBe('2026-02-16T15:59:59.999Z')
  })

  it('ends even where no day is a working day', () => {
    const never = businessTime({ timeZone: 'UTC', week: [open, [], [], [], [], [], []], exceptions: new Map() })
    expect(due('pipl', '2026-06-01T08:00:00Z', false, { timeZone: 'UTC', business: never })).toBe(
      '2026-09-14T23:59:59.999Z',
    )
  })

  it('warns when a quarter of the time is left', () => {
    expect(warnAt(0, 400)).toBe(300)
  })
})
