import { describe, expect, it } from 'vitest'
import { guessDateOrder, readDate } from './date.ts'
import { dateOrderOf } from './order.ts'

describe('readDate', () => {
  it.each([
    ['2024-02-29', '2024-02-29'],
    ['2024/2/9', '2024-02-09'],
    ['20240229', '2024-02-29'],
    ['2016/8/1 11:05', '2016-08-01'],
    ['2016-08-01T11:05:09.123Z', '2016-08-01'],
    ['29.02.2024', '2024-02-29'],
    ['3/4/24', '2024-04-03'],
    ['3-4-67', '1967-04-03'],
    ['29th Feb. 2024', '2024-02-29'],
    ['29-SEP-99', '1999-09-29'],
    ['February 29, 2024', '2024-02-29'],
    ['Sept 5 2021', '2021-09-05'],
    ['2024年2月9日', '2024-02-09'],
    ['２０２４－０２－２９', '2024-02-29'],
  ])('reads %s', (text, iso) => {
    expect(readDate(text, { order: 'DMY' })).toEqual({ iso })
  })

  it('lets the order decide what can be read in two ways', () => {
    expect(readDate('02/03/2024', { order: 'DMY' })).toEqual({ iso: '2024-03-02' })
    expect(readDate('02/03/2024', { order: 'MDY' })).toEqual({ iso: '2024-02-03' })
    expect(readDate('24/02/03', { order: 'YMD' })).toEqual({ iso: '2024-02-03' })
  })

  it.each(['31/02/2024', '2023-02-29', '20241301', '0/1/2024', '31. April 2024', '2024年13月1日'])(
    'refuses %s, which no calendar has',
    (text) => {
      expect(readDate(text, { order: 'DMY' })).toEqual({ problem: 'impossible' })
    },
  )

  it('does not change the order silently', () => {
    expect(readDate('02/25/2024', { order: 'DMY' })).toEqual({ problem: 'other-order', suggestion: '2024-02-25' })
    expect(readDate('25/02/2024', { order: 'MDY' })).toEqual({ problem: 'other-order', suggestion: '2024-02-25' })
  })

  it.each(['', 'soon', '12', '2024', '1868888', '12 Foo 2024', '192.168.1.1', '1-2-3-4'])(
    'takes %j for no date',
    (text) => {
      expect(readDate(text, { order: 'DMY' })).toEqual({ problem: 'not-a-date' })
    },
  )

  it('puts years of two figures into the hundred years asked for', () => {
    expect(readDate('1/1/30', { order: 'DMY', centuryFrom: 1900 })).toEqual({ iso: '1930-01-01' })
    expect(readDate('1/1/30', { order: 'DMY', centuryFrom: 1931 })).toEqual({ iso: '2030-01-01' })
  })
})

describe('the order of dates', () => {
  it.each([
    ['en-US', 'MDY'],
    ['en-GB', 'DMY'],
    ['de', 'DMY'],
    ['zh-CN', 'YMD'],
    ['en-CA', 'YMD'],
    ['pt-BR', 'DMY'],
  ])('in %s is %s', (locale, order) => {
    expect(dateOrderOf(locale)).toBe(order)
  })

  it('shows in a column', () => {
    expect(guessDateOrder(['01/02/2024', '12/25/2024'], 'DMY')).toBe('MDY')
    expect(guessDateOrder(['01/02/2024', '25/12/2024'], 'MDY')).toBe('DMY')
    expect(guessDateOrder(['01/02/2024'], 'MDY')).toBe('MDY')
  })
})
