import { describe, expect, it } from 'vitest'
import { understood } from '../testing.ts'

describe('records in JSON are read', () => {
  it.each([
    ['in a list', '[{"name":"A","address":{"city":"B"}},{"name":"C}","tags":["x","y"]}]'],
    ['one a line', '{"name":"A","address":{"city":"B"}}\n{"name":"C}","tags":["x","y"]}\n'],
    [
      'in a list within an object',
      '{"total":2,"items":[{"name":"A","address":{"city":"B"}},{"name":"C}","tags":["x","y"]}]}',
    ],
    [
      'in a list deeper inside, beside lists of nothing',
      '{"set":{"version":[1,2],"none":[],"examples":[{"name":"A","address":{"city":"B"}},{"name":"C}","tags":["x","y"]}]}}',
    ],
  ])('%s', async (_, file) => {
    const { layout, rows } = await understood(file)
    expect(layout).toMatchObject({ format: 'json', columns: ['name', 'address.city', 'tags'] })
    expect(rows).toEqual([
      ['A', 'B', ''],
      ['C}', '', 'x; y'],
    ])
  })

  it('with lists of objects as numbered columns', async () => {
    const { layout } = await understood(
      '[{"emails":[{"value":"a@example.com"},{"value":"b@example.com"}],"n":1,"no":null}]',
    )
    expect(layout.columns).toEqual(['emails.value', 'emails 2.value', 'n', 'no'])
  })

  it('across the pieces in which a large file arrives', async () => {
    const records = Array.from({ length: 20_000 }, (_, at) => ({ name: `"{${at}`, note: 'x\\"['.repeat(10) }))
    const { rows } = await understood(JSON.stringify(records))
    expect(rows).toHaveLength(20_000)
    expect(rows.at(-1)![0]).toBe('"{19999')
  })

  it.each([
    ['ends early', '[{"a":1},{"a":'],
    ['is broken', '[{"a":1},{"a" 2}]'],
    ['closes too much', '[{"a":1}]]'],
  ])('but not when it %s', async (_, file) => {
    await expect(understood(file)).rejects.toMatchObject({ code: 'MALFORMED' })
  })
})
