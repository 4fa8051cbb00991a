import { describe, expect, it } from 'vitest'
import { compactText, foldText } from './fold.ts'
import { hasHan, isHan } from './script.ts'
import { tokensOf } from './tokens.ts'

describe('foldText', () => {
  it.each([
    ['  O’Brien-Müller ', 'obrien muller'],
    ['ＡＢＣ　１２３', 'abc 123'],
    ['Straße Łódź Ærø', 'strasse lodz aero'],
    ['İstanbul', 'istanbul'],
    ['Ελλάδα, Ёлка', 'ελλαδα елка'],
    ['ガス', 'ガス'],
    ['王伟（先生）', '王伟 先生'],
    ['a  b', 'a b'],
    ['---', ''],
  ])('%s becomes %j', (text, folded) => {
    expect(foldText(text)).toBe(folded)
  })

  it('loses its blanks where words are run together', () => {
    expect(compactText('van der Berg')).toBe(compactText('Vanderberg'))
  })
})

describe('tokensOf', () => {
  it('parts words at blanks and signs, Chinese into pairs of characters', () => {
    expect(tokensOf('Acme (UK) Ltd.')).toEqual(['acme', 'uk', 'ltd'])
    expect(tokensOf('北京市A座')).toEqual(['北京', '京市', 'a', '座'])
    expect(tokensOf('')).toEqual([])
  })
})

describe('scripts', () => {
  it('are told apart', () => {
    expect([hasHan('A座'), hasHan('Acme'), isHan('王伟'), isHan('买买提·艾'), isHan('A座'), isHan('')]).toEqual([
      true,
      false,
      true,
      true,
      false,
      false,
    ])
  })
})
