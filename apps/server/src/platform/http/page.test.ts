import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { decodeCursor, encodeCursor, pageOf } from './page.ts'

const schema = z.tuple([z.number(), z.uuid()])
const id = '01920000-0000-7000-8000-000000000001'

describe('cursors', () => {
  it('give back the place they were made from', () => {
    expect(decodeCursor(schema, encodeCursor([1250, id]))).toEqual([1250, id])
  })

  it('may be absent: that is the first page', () => {
    expect(decodeCursor(schema, undefined)).toBeUndefined()
  })

  it.each([
    '',
    'x',
    'bm90IGpzb24',
    encodeCursor([1]),
    encodeCursor([id, 1250]),
    encodeCursor([1, 'x']),
    encodeCursor([1, id, 2]),
  ])('are refused when they are not of this list: %j', (cursor) => {
    expect(() => decodeCursor(schema, cursor)).toThrow(
      expect.objectContaining({ code: 'HTTP_CURSOR_INVALID', status: 400 }),
    )
  })

  it('name the field when they are refused', () => {
    expect(() => decodeCursor(schema, 'x')).toThrow(
      expect.objectContaining({ errors: [expect.objectContaining({ path: '/query/cursor' })] }),
    )
  })
})

describe('pages', () => {
  const page = (rows: number[], limit: number) => pageOf(rows, limit, (row) => [row], String)

  it('have a next one when there was a row more than asked for', () => {
    expect(page([1, 2, 3], 2)).toEqual({ items: ['1', '2'], nextCursor: encodeCursor([2]) })
  })

  it('end the list when there was none', () => {
    expect(page([1, 2], 2)).toEqual({ items: ['1', '2'], nextCursor: null })
    expect(page([], 2)).toEqual({ items: [], nextCursor: null })
  })
})
