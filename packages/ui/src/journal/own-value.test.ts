import { describe, expect, it } from 'vitest'
import { formatFor } from '../format/format.ts'
import { factsOf } from './entry-facts.ts'
import { ownValueText } from './own-value.ts'

const words = { yes: 'yes', no: 'no', linked: 'another record' }
const shown = (change: object, language: 'en' | 'zh' = 'en') => {
  const { changes } = factsOf({
    kind: 'customer.fields-changed',
    actor: 'system',
    body: { changes: { field: change } },
  })
  const own = changes[0]?.own
  return own && ownValueText(own.after, own.meaning, language, formatFor(language), words)
}
const names = { gold: { en: 'Gold', zh: '金卡' } }

describe('a value of an own field in an entry', () => {
  it.each([
    ['an amount', { type: 'money', currency: 'GBP', after: '125050' }, '£1,250.50', '£1,250.50'],
    ['a day', { type: 'date', after: '2019-12-25' }, '25 Dec 2019', '2019年12月25日'],
    ['an option', { type: 'choice', names, after: 'gold' }, 'Gold', '金卡'],
    ['options', { type: 'choices', names, after: ['gold', 'gone'] }, 'Gold, gone', '金卡, gone'],
    ['a number', { type: 'number', after: 1234.5 }, '1,234.5', '1,234.5'],
    ['yes', { type: 'boolean', after: true }, 'yes', 'yes'],
    ['a link', { type: 'company', after: '01980000-0000-7000-8000-00000000000a' }, 'another record', 'another record'],
    ['text', { type: 'text', after: 'K-1' }, 'K-1', 'K-1'],
  ])('reads as %s', (_, change, english, chinese) => {
    expect([shown(change), shown(change, 'zh')]).toEqual([english, chinese])
  })
  it('says nothing of what is sealed, and of entries that do not say what they mean', () => {
    expect(shown({ type: 'text', after: { sealed: 'x' } })).toBeUndefined()
    expect(shown({ after: 'gold' })).toBeUndefined()
  })
})
