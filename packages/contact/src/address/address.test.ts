import { describe, expect, it } from 'vitest'
import { splitChineseAddress } from './chinese.ts'
import { readPostalCode } from './postal-code.ts'
import { addressWords } from './words.ts'

describe('a Chinese address', () => {
  it.each([
    ['广东省深圳市南山区科技园路1号', ['广东省', '深圳市', '南山区', '科技园路1号']],
    ['广东深圳市南山区', ['广东省', '深圳市', '南山区', '']],
    ['北京市海淀区中关村大街27号', ['北京市', '北京市', '海淀区', '中关村大街27号']],
    ['北京市北京市朝阳区', ['北京市', '北京市', '朝阳区', '']],
    ['上海浦东新区世纪大道100号', ['上海市', '上海市', '浦东新区', '世纪大道100号']],
    ['江苏省苏州市昆山市前进路8号', ['江苏省', '苏州市', '昆山市', '前进路8号']],
    ['内蒙古自治区锡林郭勒盟正蓝旗', ['内蒙古自治区', '锡林郭勒盟', '正蓝旗', '']],
    ['吉林省延边朝鲜族自治州延吉市', ['吉林省', '延边朝鲜族自治州', '延吉市', '']],
    ['吉林市船营区', ['', '吉林市', '船营区', '']],
    ['江苏省南京市中山路1号阳光小区', ['江苏省', '南京市', '', '中山路1号阳光小区']],
    ['中国 浙江省 杭州市 西湖区 文三路90号', ['浙江省', '杭州市', '西湖区', '文三路90号']],
    ['科技园路1号', ['', '', '', '科技园路1号']],
  ])('%s', (text, [province, city, district, rest]) => {
    expect(splitChineseAddress(text)).toEqual({ postalCode: '', province, city, district, rest })
  })

  it('gives its postal code', () => {
    expect(splitChineseAddress('518057 广东省深圳市南山区')).toMatchObject({ postalCode: '518057', city: '深圳市' })
    expect(splitChineseAddress('广东省深圳市南山区 邮编:518057')).toMatchObject({
      postalCode: '518057',
      district: '南山区',
    })
  })

  it('is not one in another script', () => {
    expect(splitChineseAddress('1 High Street')).toBeUndefined()
  })
})

describe('words of an address', () => {
  it('come in one spelling', () => {
    expect(addressWords('801 West 134th Street, Apt. 4-B')).toEqual(['801', 'w', '134', 'st', 'apt', '4', 'b'])
    expect(addressWords('801 W. 134 St Apartment 4 b')).toEqual(['801', 'w', '134', 'st', 'apt', '4', 'b'])
  })

  it('come in pairs of characters in Chinese', () => {
    expect(addressWords('南山区科技路1号')).toEqual(['南山', '山区', '区科', '科技', '技路', '1', '号'])
  })
})

describe('a postal code', () => {
  it.each([
    ['sw1a1aa', 'GB', 'SW1A 1AA'],
    ['518057', 'CN', '518057'],
    ['1234ab', 'NL', '1234 AB'],
    ['123456789', 'US', '12345-6789'],
    ['2000.0', 'AU', '2000'],
    ['１００－０００１', 'JP', '100-0001'],
  ])('%s in %s is %s', (text, country, code) => {
    expect(readPostalCode(text, country)).toEqual({ code })
  })

  it('is refused in another country’s form, and kept where no form is known', () => {
    expect(readPostalCode('SW1A 1AA', 'CN')).toEqual({ problem: 'wrong-format' })
    expect(readPostalCode('ab 12', 'XX')).toEqual({ problem: 'unknown-country', code: 'AB 12' })
  })
})
