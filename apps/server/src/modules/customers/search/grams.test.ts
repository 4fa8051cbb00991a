import { describe, expect, it } from 'vitest'
import {
  gramsMeant,
  gramsOf,
  gramsToSearch,
  indexedRuns,
  matches,
  phoneDigits,
  searchTerms,
  type Searchable,
} from './grams.ts'
import { slipsOf, withSlips } from './slips.ts'

const mary: Searchable = {
  reference: '17850',
  name: 'Mary O’Brien',
  emails: ['office@example.org', 'mary.obrien@example.com'],
  phones: ['+44 7700 900123', '+8613800138000'],
}
const wang: Searchable = { reference: null, name: '王小明', emails: ['wang@example.org'], phones: [] }

/** What the index and the check behind it do together. */
const finds = (search: string, customer: Searchable): boolean => {
  const terms = searchTerms(search)
  const indexed = new Set(indexedRuns(customer).flatMap(gramsOf))
  const grams = gramsToSearch(terms)
  return grams.length > 0 && grams.every((gram) => indexed.has(gram)) && matches(terms, customer)
}

/** The same for somebody who may have been meant by what was typed. */
const mayMean = (search: string, customer: Searchable): boolean => {
  const terms = withSlips(searchTerms(search))
  const indexed = new Set(indexedRuns(customer).flatMap(gramsOf))
  return (
    (terms.meant ?? []).some((way) => gramsMeant(way).every((gram) => indexed.has(gram))) && matches(terms, customer)
  )
}

describe('searching with a slip', () => {
  it.each([
    ['two letters in the wrong order', 'mray'],
    ['a letter too many', 'marry'],
    ['a letter too few', 'obren'],
    ['another letter', 'obryen'],
    ['a slip beside a word that is right', 'mary obryen'],
    ['two digits of the number in the wrong order', '17580'],
    ['two digits of the phone number in the wrong order', '770900132'.slice(2)],
  ])('means it by %s', (_, search) => {
    expect(finds(search, mary)).toBe(false)
    expect(mayMean(search, mary)).toBe(true)
  })

  it.each([
    ['two slips', 'obyren'],
    ['a slip beside a word that is wrong', 'smith obryen'],
    ['a word too short to tell', 'mrt'],
  ])('does not mean it by %s', (_, search) => expect(mayMean(search, mary)).toBe(false))

  it('means a Chinese name by another one that sounds the same, and by pinyin with a slip', () => {
    expect(mayMean('王晓明', wang)).toBe(true)
    expect(mayMean('xiaomign', wang)).toBe(true)
    expect(mayMean('李晓明', wang)).toBe(false)
  })

  it('tries each way once, what happens most often first', () => {
    const slips = slipsOf('smith')
    expect(slips.slice(0, 2)).toEqual(['msith', 'simth'])
    expect(new Set(slips).size).toBe(slips.length)
    expect(slips).not.toContain('smith')
  })
})

describe('searching a customer by a part', () => {
  it.each([
    ['a part of the name', 'Brie'],
    ['the name without its apostrophe', 'obrien'],
    ['the beginning of a name in two letters', 'ma'],
    ['the beginning of a name in one letter', 'M'],
    ['two parts in any order', 'brien mary'],
    ['a part of the address', 'mary.obr'],
    ['the whole address', 'mary.obrien@example.com'],
    ['an address that is not typed to its end', 'obrien@exam'],
    ['the number that the organisation uses', '17850'],
    ['a part of that number', '7850'],
    ['the beginning of that number', '178'],
    ['digits of the phone number', '900123'],
    ['digits of another phone number', '38001'],
    ['another address', 'office@ex'],
    ['the phone number as written at home', '07700 900 123'],
    ['the phone number as written abroad', '+44 (7700) 900-123'],
    ['a name and a number', 'mary 1785'],
    ['a name with its apostrophe', 'O’BRIEN'],
    ['capital letters of full width', 'ＭＡＲＹ'],
  ])('finds it by %s', (_, search) => expect(finds(search, mary)).toBe(true))

  it.each([
    ['letters that are there but not side by side', 'maryb'],
    ['another name', 'Martha'],
    ['digits in another order', '900321'],
    ['an address with other punctuation', 'mary_obrien'],
    ['one part that fits and one that does not', 'mary smith'],
    ['letters from the middle of a name, if there are only two of them', 'ri'],
    ['the part of an address that many share', 'com'],
  ])('does not find it by %s', (_, search) => expect(finds(search, mary)).toBe(false))

  it.each(['wangxiaoming', 'wang xiaoming', 'Xiaoming Wang', 'xm', 'wxm', 'xiaom', 'w'])(
    'finds a Chinese name by %s',
    (search) => expect(finds(search, { ...wang, emails: [] })).toBe(search !== 'xm'),
  )
  it.each(['王', '小明', '王小明', 'wang 王'])('finds a Chinese name by %s', (search) =>
    expect(finds(search, wang)).toBe(true),
  )
  it.each(['王明', '李', '明小'])('does not find it by %s', (search) => expect(finds(search, wang)).toBe(false))

  it('finds letters with and without accents', () => {
    expect(finds('jose', { ...wang, name: 'José Müller' })).toBe(true)
    expect(finds('MÜLL', { ...wang, name: 'Jose Muller' })).toBe(true)
  })

  it('has nothing to look for in punctuation alone', () => {
    expect(gramsToSearch(searchTerms(' – … '))).toEqual([])
  })
})

describe('digits of a phone number', () => {
  it.each([
    ['07700 900123', '7700900123'],
    ['+44 7700 900123', '447700900123'],
    ['（０２０）7946', '207946'],
    ['none', ''],
  ])('of %s are %s', (phone, digits) => expect(phoneDigits(phone)).toBe(digits))
})
