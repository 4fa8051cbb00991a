import type { CustomerFilter } from '@candor/api'
import { describe, expect, it } from 'vitest'
import { countConditions, fromDraft, newCondition, readFilter, toDraft } from './filter-draft.ts'
import { contentOf, isSameContent, parseListSearch, searchOfView } from './list-state.ts'

const filter: CustomerFilter = {
  all: [
    { field: 'tag', is: 'allOf', values: ['01980000-0000-7000-8000-00000000000a'] },
    {
      any: [
        { field: 'orders', is: 'between', from: 2, to: 5 },
        { field: 'spent', is: 'atLeast', from: '10000' },
        { all: [{ field: 'lastOrder', is: 'within', last: { count: 30, unit: 'day' } }] },
        { field: 'owner', is: 'empty' },
        { field: 'custom', key: 'visits', is: 'between', from: '2', to: '4' },
        { field: 'custom', key: 'level', is: 'anyOf', values: ['gold'] },
        { field: 'custom', key: 'born', is: 'notWithin', last: { count: 1, unit: 'year' } },
      ],
    },
  ],
}

describe('a filter in the builder', () => {
  it('comes out as it went in', () => expect(fromDraft(toDraft(filter))).toEqual(filter))
  it('is a group even where it was one condition', () => {
    const one: CustomerFilter = { field: 'country', is: 'empty' }
    expect(fromDraft(toDraft(one))).toEqual({ all: [one] })
  })
  it('is none while a condition is incomplete', () => {
    const draft = toDraft(filter)
    expect(fromDraft({ ...draft, parts: [...draft.parts, newCondition('country')] })).toBeUndefined()
    expect(fromDraft(toDraft(undefined))).toBeUndefined()
  })
  it('counts its conditions', () => expect(countConditions(filter)).toBe(8))
  it.each([
    ['no object', 'x'],
    ['an unknown field', { field: 'colour', is: 'empty' }],
    ['a way of asking that the field does not know', { field: 'text', is: 'within' }],
    ['a condition without its value', { field: 'spent', is: 'atLeast' }],
    [
      'groups that are too deep',
      { all: [{ all: [{ all: [{ all: [{ all: [{ field: 'owner', is: 'empty' }] }] }] }] }] },
    ],
  ])('is not read from an address with %s', (_, raw) => expect(readFilter(raw)).toBeUndefined())
})

describe('a view', () => {
  const id = '01980000-0000-7000-8000-00000000000b'
  const look = { columns: ['name', 'spent'], widths: { spent: 140 }, density: 'compact' } as const
  it('keeps columns in their order and how wide they are', () => {
    const content = contentOf({}, look)
    expect(content).toMatchObject({ columns: ['name', 'spent'], widths: { spent: 140 } })
    expect(isSameContent(content, contentOf({}, { ...look, columns: ['spent', 'name'] }))).toBe(false)
    expect(isSameContent(content, contentOf({}, { ...look, widths: {} }))).toBe(false)
  })
  it('keeps what the table is grouped by', () => {
    const content = contentOf({ groupBy: 'owner' }, look)
    expect(parseListSearch({ ...searchOfView(id, content) }).groupBy).toBe('owner')
  })
  it('is the same after its address was opened', () => {
    const content = contentOf({ search: 'Anna', filter, sort: '-spent', layout: 'kanban', groupBy: 'tag' }, look)
    const opened = parseListSearch({ ...searchOfView(id, content) })
    expect(opened.view).toBe(id)
    expect(isSameContent(contentOf(opened, look), content)).toBe(true)
    expect(isSameContent(contentOf({ ...opened, country: 'Chile' }, look), content)).toBe(false)
  })
})
