import { describe, expect, it } from 'vitest'
import { isUuid } from '../../platform/ids.ts'
import { EntryClock } from './entry-clock.ts'

describe('ids of entries', () => {
  it('only grow, through many in one millisecond and a clock set back', () => {
    const times = [1000, 1000, 1001, 500, ...Array.from({ length: 10_000 }, () => 500), 2000]
    let at = 0
    const clock = new EntryClock(() => times[Math.min(at++, times.length - 1)]!)
    const made = times.map(() => clock.next())
    expect(made.every(({ id }) => isUuid(id) && id[14] === '7')).toBe(true)
    expect(made.map(({ id }) => id)).toEqual(made.map(({ id }) => id).toSorted())
    expect(new Set(made.map(({ id }) => id)).size).toBe(made.length)
  })

  it('carry the very millisecond that is recorded', () => {
    const { id, recordedAt } = new EntryClock(() => Date.UTC(2026, 0, 31)).next()
    expect(recordedAt).toBe('2026-01-31T00:00:00.000Z')
    expect(Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16)).toBe(Date.UTC(2026, 0, 31))
  })
})
