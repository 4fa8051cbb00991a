import { describe, expect, it } from 'vitest'
import { afterQuiet, nextDigest } from './quiet.ts'

const iso = (instant: number): string => new Date(instant).toISOString()
const at = (text: string): number => Date.parse(text)
const nights = { from: '22:00', to: '07:00', weekends: false }

describe('quiet hours', () => {
  it('hold a message until they end, by the person’s own clock', () => {
    expect(iso(afterQuiet(nights, 'Europe/London', at('2026-11-20T23:30:00Z')))).toBe('2026-11-21T07:00:00.000Z')
    expect(iso(afterQuiet(nights, 'Europe/London', at('2026-11-20T03:00:00Z')))).toBe('2026-11-20T07:00:00.000Z')
    expect(iso(afterQuiet(nights, 'Asia/Shanghai', at('2026-11-20T15:00:00Z')))).toBe('2026-11-20T23:00:00.000Z')
  })
  it('let a message through outside of them, and where there are none', () => {
    const noon = at('2026-11-20T12:00:00Z')
    expect([afterQuiet(nights, 'UTC', noon), afterQuiet(null, 'UTC', noon)]).toEqual([noon, noon])
  })
  it('go over weekends and into the night after them', () => {
    const weekends = { ...nights, weekends: true }
    expect(iso(afterQuiet(weekends, 'UTC', at('2026-11-21T12:00:00Z')))).toBe('2026-11-23T07:00:00.000Z')
    expect(iso(afterQuiet({ ...weekends, from: '00:00', to: '00:00' }, 'UTC', at('2026-11-22T23:59:00Z')))).toBe(
      '2026-11-23T00:00:00.000Z',
    )
  })
})

describe('the daily mail', () => {
  it('goes out at its hour, today or tomorrow', () => {
    expect(iso(nextDigest('08:00', 'Europe/London', at('2026-07-01T06:59:00Z')))).toBe('2026-07-01T07:00:00.000Z')
    expect(iso(nextDigest('08:00', 'Europe/London', at('2026-07-01T07:00:00Z')))).toBe('2026-07-02T07:00:00.000Z')
  })
})
