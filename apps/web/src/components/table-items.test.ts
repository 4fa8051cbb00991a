import { describe, expect, it } from 'vitest'
import { itemsOf } from './table-items.ts'

const band = (key: string, before: number) => ({ key, before, height: 40, content: null })

describe('rows and the bands between them', () => {
  it('are rows alone where there are no bands', () => {
    expect(itemsOf(['a', 'b'], [])).toEqual([
      { row: 'a', index: 0, band: '' },
      { row: 'b', index: 1, band: '' },
    ])
  })
  it('have each band before its row, bands without rows and bands at the end included', () => {
    const bands = [band('one', 0), band('none', 2), band('two', 2), band('more', 3)]
    expect(itemsOf(['a', 'b', 'a'], bands)).toEqual([
      bands[0],
      { row: 'a', index: 0, band: 'one' },
      { row: 'b', index: 1, band: 'one' },
      bands[1],
      bands[2],
      { row: 'a', index: 2, band: 'two' },
      bands[3],
    ])
  })
})
