import { describe, expect, it } from 'vitest'
import { entryTexts } from '../journal/entry-texts.ts'
import { looksTexts } from '../looks/looks-texts.ts'
import { uiTexts } from '../ui-texts.ts'
import { verifyTexts } from '../verify/verify-texts.ts'
import { checkTexts } from './check-texts.ts'
import { defineTexts } from './texts.ts'

describe('the shared texts', () => {
  it.each([uiTexts, entryTexts, verifyTexts, looksTexts].map((texts) => [texts.namespace, texts] as const))(
    '%s are complete in both languages',
    (_, texts) => {
      expect(checkTexts(texts)).toEqual([])
    },
  )
})

describe('a check of texts', () => {
  const source = (en: Record<string, string>, zh: Record<string, string>) => ({ source: { en, zh } })
  it('finds a key that one language lacks', () => {
    expect(checkTexts(source({ a: 'One', b: 'Two' }, { a: '一' }))).toMatchObject([{ key: 'b', fault: 'missing' }])
  })
  it('finds English left in Chinese and Chinese left in English', () => {
    expect(checkTexts(source({ a: 'Save 保存' }, { a: '保存' }))).toMatchObject([{ fault: 'foreign-words' }])
    expect(checkTexts(source({ a: 'Save' }, { a: 'Save' })).map((fault) => fault.fault)).toContain('untranslated')
  })
  it('finds a placeholder that was lost or misspelt', () => {
    const faults = checkTexts(source({ a: 'By {{name}}' }, { a: '由 {{nmae}}' }))
    expect(faults.map((fault) => fault.fault)).toEqual(['placeholders', 'placeholders'])
  })
})

describe('texts in use', () => {
  const texts = defineTexts('sample', {
    en: { rows_one: '{{count}} row', rows_other: '{{count}} rows', deep: { hello: 'Hello {{name}}' } },
    zh: { rows_one: '{{count}} 行', rows_other: '{{count}} 行', deep: { hello: '你好，{{name}}' } },
  })
  it('choose the plural and fill the placeholders', () => {
    const t = texts.inLanguage('en')
    expect(t('rows', { count: 1 })).toBe('1 row')
    expect(t('rows', { count: 3 })).toBe('3 rows')
    expect(texts.inLanguage('zh')('rows', { count: 1 })).toBe('1 行')
  })
  it('show what a person typed as it is, and never as markup of ours', () => {
    expect(texts.inLanguage('zh')('deep.hello', { name: '<b>& Ann' })).toBe('你好，<b>& Ann')
  })
})
