import { describe, expect, it } from 'vitest'
import { decimalOf, formatFor, minorOf } from './format.ts'

const english = formatFor('en')
const chinese = formatFor('zh')

describe('amounts', () => {
  it('become decimals without losing a digit', () => {
    expect(decimalOf('12345', 2)).toBe('123.45')
    expect(decimalOf('-5', 2)).toBe('-0.05')
    expect(decimalOf('123456789012345678', 2)).toBe('1234567890123456.78')
    expect(decimalOf('700', 0)).toBe('700')
  })

  it('show the sign of the currency in both languages', () => {
    expect(english.money('123456', 'GBP')).toBe('£1,234.56')
    expect(chinese.money('123456', 'GBP')).toBe('£1,234.56')
    expect(english.money('-99', 'GBP')).toBe('-£0.99')
    expect(english.money('1200', 'JPY')).toBe('¥1,200')
    expect(english.money('123456789012345678', 'CNY')).toBe('¥1,234,567,890,123,456.78')
  })

  it('are shortened as each language shortens', () => {
    expect(english.moneyShort('1234567890', 'GBP')).toMatch(/^£12\.3\s?[mM]/)
    expect(chinese.moneyShort('1234567890', 'GBP')).toBe('£1234.6万')
  })

  it('are read as people type them, never finer than the currency', () => {
    expect(minorOf('12.5', 'GBP')).toBe('1250')
    expect(minorOf('1,234.50', 'GBP')).toBe('123450')
    expect(minorOf('-0.00', 'GBP')).toBe('0')
    expect(minorOf('7', 'JPY')).toBe('7')
    expect(minorOf('1.234', 'GBP')).toBeUndefined()
    expect(minorOf('ten', 'GBP')).toBeUndefined()
    expect(minorOf('', 'GBP')).toBeUndefined()
  })
})

describe('points and counts', () => {
  it('are grouped whatever their size', () => {
    expect(english.number('1234567')).toBe('1,234,567')
    expect(english.number('123456789012345678901234567890')).toBe('123,456,789,012,345,678,901,234,567,890')
  })
})

describe('moments', () => {
  const now = Date.parse('2026-03-10T12:00:00Z')
  it('close by are told relative to now', () => {
    expect(english.relative('2026-03-10T11:57:00Z', now)).toBe('3 minutes ago')
    expect(chinese.relative('2026-03-10T11:57:00Z', now)).toBe('3分钟前')
    expect(english.relative('2026-03-09T12:00:00Z', now)).toBe('yesterday')
    expect(english.relative('2026-03-10T11:59:56Z', now)).toBe('now')
  })
  it('far away are told by date', () => {
    expect(english.relative('2010-12-01T08:26:00Z', now)).toBe('1 Dec 2010')
    expect(chinese.relative('2010-12-01T08:26:00Z', now)).toBe('2010年12月1日')
  })
  it('months do not slip into the neighbour in any zone', () => {
    expect(english.month('2011-01')).toBe('Jan 2011')
    expect(chinese.month('2011-01')).toBe('2011年1月')
  })
})

describe('file sizes', () => {
  it('use the unit that reads best', () => {
    expect(english.bytes(999)).toBe('999 B')
    expect(english.bytes(23_715_344)).toBe('23.7 MB')
  })
})

describe('forms that somebody chose', () => {
  const at = '2026-11-22T21:05:00Z'
  it('hold for dates and times, in the zone that was chosen', () => {
    const forms = { timeZone: 'Asia/Shanghai', dateForm: 'iso', clock: '24' } as const
    expect(formatFor('en', forms).dateTime(at)).toBe('2026-11-23 05:05')
    expect(formatFor('zh', { ...forms, dateForm: 'day-first' }).date(at)).toBe('23/11/2026')
    expect(formatFor('en', { timeZone: 'Europe/London', clock: '12' }).time(at)).toMatch(/^0?9:05 pm$/)
  })
  it('hold for numbers and amounts', () => {
    expect(formatFor('en', { numberForm: 'comma' }).money('123456', 'GBP')).toBe('£1.234,56')
    expect(formatFor('zh', { numberForm: 'space' }).number('1234567')).toBe('1\u202f234\u202f567')
    expect(formatFor('en', { amountForm: 'code' }).money('123456', 'GBP')).toBe('GBP\u00a01,234.56')
  })
})
