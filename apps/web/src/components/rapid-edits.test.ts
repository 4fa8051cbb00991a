import type { TimelineItem } from '@candor/api'
import { describe, expect, it } from 'vitest'
import { linesOf } from './rapid-edits.ts'

const item = (id: string, kind: string, time: string, actor = 'staff:a'): TimelineItem => ({
  id,
  kind,
  actor,
  actorName: null,
  purpose: 'service-contract',
  recordedAt: `2026-03-01T${time}:00.000Z`,
  occurredAt: null,
  body: {},
  state: 'final',
  leafIndex: 0,
})
const shown = (items: TimelineItem[]): string[] =>
  linesOf(items).map((line) => [line.item.id, ...line.earlier.map(({ id }) => id)].join('+'))

describe('changes in quick succession', () => {
  it('are one line, of one person, with a pause of ten minutes at most between them', () => {
    expect(
      shown([
        item('g', 'customer.updated', '10:30'),
        item('f', 'customer.tagged', '10:21'),
        item('e', 'customer.fields-changed', '10:12'),
        item('d', 'customer.updated', '10:01'),
        item('c', 'customer.updated', '10:00', 'staff:b'),
        item('b', 'company.updated', '09:59', 'staff:b'),
        item('a', 'customer.created', '09:58', 'staff:b'),
      ]),
    ).toEqual(['g+f+e', 'd', 'c+b', 'a'])
  })

  it('stand by themselves where something else happened between them', () => {
    expect(
      shown([
        item('c', 'customer.updated', '10:02'),
        item('b', 'note.added', '10:01'),
        item('a', 'customer.updated', '10:00'),
      ]),
    ).toEqual(['c', 'b', 'a'])
  })
})
