import { describe, expect, it } from 'vitest'
import { dateReader, guessDateOrder, type DateOrder } from './date.ts'
import { isTimeZone } from './local-time.ts'

const read = (text: string, zone = 'Europe/London', order: DateOrder = 'ymd'): string | undefined => {
  const instant = dateReader(zone, order)(text)
  return instant === undefined ? undefined : new Date(instant).toISOString()
}

describe('a time in a file', () => {
  it.each([
    ['2010-12-01 08:26:00', '2010-12-01T08:26:00.000Z'],
    ['2011-07-01 08:26:00', '2011-07-01T07:26:00.000Z'],
    ['2010-12-01', '2010-12-01T00:00:00.000Z'],
    ['2010/12/1 8:26', '2010-12-01T08:26:00.000Z'],
    ['2010年12月1日 08:26', '2010-12-01T08:26:00.000Z'],
    ['2010-12-01T08:26:00.1234Z', '2010-12-01T08:26:00.123Z'],
    ['2010-12-01T08:26:00+08:00', '2010-12-01T00:26:00.000Z'],
    ['2010-12-01 8:26 PM', '2010-12-01T20:26:00.000Z'],
    ['2010-12-01 12:05 AM', '2010-12-01T00:05:00.000Z'],
  ])('%s in London is %s', (text, instant) => expect(read(text)).toBe(instant))

  it('is another instant in another zone', () => {
    expect(read('2011-07-01 08:26:00', 'Asia/Shanghai')).toBe('2011-07-01T00:26:00.000Z')
    expect(read('2011-07-01 08:26:00', 'America/New_York')).toBe('2011-07-01T12:26:00.000Z')
  })

  it('is moved on where the clocks skipped it, and the first of two where they repeated it', () => {
    expect(read('2011-03-27 01:30:00')).toBe('2011-03-27T01:30:00.000Z')
    expect(read('2011-10-30 01:30:00')).toBe('2011-10-30T00:30:00.000Z')
    expect(read('2011-03-27 00:59:59')).toBe('2011-03-27T00:59:59.000Z')
    expect(read('2011-03-27 02:00:00')).toBe('2011-03-27T01:00:00.000Z')
  })

  it('is read with the day or the month first only where that was chosen', () => {
    expect(read('03/04/2011 10:00')).toBeUndefined()
    expect(read('03/12/2010 10:00', 'UTC', 'dmy')).toBe('2010-12-03T10:00:00.000Z')
    expect(read('12/1/2010 8:26', 'UTC', 'mdy')).toBe('2010-12-01T08:26:00.000Z')
    expect(read('13/1/2010', 'UTC', 'mdy')).toBeUndefined()
  })

  it.each([
    '',
    'yesterday',
    '2011-02-30',
    '2011-13-01',
    '2011-00-10',
    '2011-01-01 24:00',
    '2011-01-01 10:60',
    '1969-12-31',
    '2100-01-02',
    '20101201',
    '40513.35',
    '2010-12-01 13:00 PM',
    '2010-12-01 PM',
  ])('%s is none', (text) => expect(read(text, 'UTC')).toBeUndefined())
})

describe('the order of day, month and year', () => {
  it.each([
    ['ymd', ['2010-12-01', '2010-12-02']],
    ['dmy', ['03/04/2011', '25/04/2011']],
    ['mdy', ['12/1/2010 8:26', '12/13/2010 9:00']],
    ['ymd', ['03/04/2011', '05/06/2011']],
    ['ymd', []],
  ] as const)('is %s in %j', (order, texts) => expect(guessDateOrder(texts)).toBe(order))
})

describe('the name of a time zone', () => {
  it.each(['Europe/London', 'Asia/Shanghai', 'UTC'])('%s is one', (name) => expect(isTimeZone(name)).toBe(true))
  it.each(['', 'London', '+08:00', 'Europe/Nowhere'])('%j is none', (name) => expect(isTimeZone(name)).toBe(false))
})
