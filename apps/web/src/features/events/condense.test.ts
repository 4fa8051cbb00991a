import type { CustomerEvent } from '@candor/api'
import { describe, expect, it } from 'vitest'
import { visitsOf } from './condense.ts'

const event = (minute: number, name: string, sourceId = 'shop'): CustomerEvent => ({
  id: `${minute}-${name}`,
  sourceId,
  sourceName: sourceId,
  type: 'track',
  name,
  occurredAt: new Date(Date.UTC(2026, 0, 1, 0, minute)).toISOString(),
  stitched: false,
  basis: 'granted',
  properties: {},
  place: null,
  entryId: 'e',
})

describe('what a customer did, in visits', () => {
  it('joins what lies less than half an hour apart at one source, and counts by name', () => {
    const visits = visitsOf([event(100, 'b'), event(40, 'a'), event(20, 'b'), event(5, 'a'), event(4, 'a', 'app')])
    expect(visits.map(({ events }) => events.length)).toEqual([1, 3, 1])
    expect(visits[1]?.names).toEqual([
      { type: 'track', name: 'a', count: 2 },
      { type: 'track', name: 'b', count: 1 },
    ])
    expect([visits[1]?.from, visits[1]?.to]).toEqual(['2026-01-01T00:05:00.000Z', '2026-01-01T00:40:00.000Z'])
  })
  it('is empty for nobody', () => {
    expect(visitsOf([])).toEqual([])
  })
})
