import { describe, expect, it } from 'vitest'
import { splitChineseName } from './chinese.ts'
import { readName } from './name.ts'
import { pinyinOf, readingsOf } from './pinyin.ts'
import { splitWesternName } from './western.ts'

describe('a Chinese name', () => {
  it.each([
    ['王伟', '王', '伟'],
    ['诸葛亮', '诸葛', '亮'],
    ['欧阳娜娜', '欧阳', '娜娜'],
    ['歐陽修', '歐陽', '修'],
    ['欧阳 修', '欧阳', '修'],
    ['单 于', '单', '于'],
    ['东方', '东', '方'],
    ['爱新觉罗溥仪', '爱新觉罗', '溥仪'],
    ['买买提·艾合买提', '', '买买提'],
    ['伟', '伟', ''],
  ])('%s has the family name %j and the given name %j', (name, family, given) => {
    expect(splitChineseName(name)).toMatchObject({ family, given })
  })

  it.each(['Wang', '北京某某科技有限公司', '王 Wei', ''])('%j is none', (text) => {
    expect(splitChineseName(text)).toBeUndefined()
  })

  it.each([
    ['王伟', 'wangwei', 'weiwang', 'ww'],
    ['曾小贤', 'zengxiaoxian', 'xiaoxianzeng', 'zxx'],
    ['单雄信', 'shanxiongxin', 'xiongxinshan', 'sxx'],
    ['欧阳修', 'ouyangxiu', 'xiuouyang', 'oyx'],
    ['吕布', 'lvbu', 'bulv', 'lb'],
  ])('%s is %s in pinyin', (name, full, reversed, initials) => {
    expect(pinyinOf(splitChineseName(name)!)).toMatchObject({ full, reversed, initials })
  })
})

describe('what holds Chinese is found in letters', () => {
  it.each([
    ['欧阳修', ['ouyangxiu', 'xiuouyang', 'oyx']],
    ['吕布', ['lvbu', 'lubu', 'bulv', 'bulu', 'lb']],
    ['王小明 (Bob)', ['wangxiaoming', 'xiaomingwang', 'wxm']],
    ['上海茶叶有限公司', ['shanghaichayeyouxiangongsi', 'shcyyxgs']],
    ['Anna', []],
  ])('%s', (text, forms) => expect(readingsOf(text)).toEqual(forms))
})

describe('a name in an alphabet', () => {
  it.each([
    ['Ada Lovelace', { given: 'Ada', middle: '', family: 'Lovelace' }],
    ['Dr. Ludwig van Beethoven jr.', { title: 'Dr.', given: 'Ludwig', family: 'van Beethoven', suffix: 'jr.' }],
    ['Beethoven, Ludwig van', { given: 'Ludwig', family: 'van Beethoven' }],
    ['Smith, John A., Jr.', { given: 'John', middle: 'A.', family: 'Smith', suffix: 'Jr.' }],
    ["SINÉAD O'CONNOR-MCDONALD", { given: 'Sinéad', family: "O'Connor-Mcdonald" }],
    ['maria de la cruz', { given: 'Maria', family: 'de la Cruz' }],
    ['Martin Luther King', { given: 'Martin', middle: 'Luther', family: 'King' }],
    ['Madonna', { given: 'Madonna', family: '' }],
  ])('%s', (text, parts) => {
    expect(splitWesternName(text)).toMatchObject(parts)
  })
})

describe('readName', () => {
  it('lets the locale decide the order, where the script does not', () => {
    expect(readName('Nagy Anna', 'hu')).toMatchObject({ family: 'Nagy', given: 'Anna' })
    expect(readName('Anna Nagy', 'en-GB')).toMatchObject({ family: 'Nagy', given: 'Anna' })
    expect(readName('王伟', 'en-GB')).toMatchObject({ script: 'han', family: '王', given: '伟' })
  })

  it('gives the forms under which a name is found', () => {
    expect(readName('王伟', 'zh-CN')?.search).toEqual(['王伟', 'wangwei', 'weiwang', 'ww'])
    expect(readName('Zoë O’Brien', 'en-GB')?.search).toEqual(['zoe obrien', 'obrien zoe'])
  })

  it('gives nothing for nothing', () => {
    expect(readName('  -', 'en-GB')).toBeUndefined()
  })
})
