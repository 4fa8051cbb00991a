/** Provinces and their equals: what they are called in full, by what addresses begin with. */
const provinces: readonly (readonly [short: string, full: string])[] = [
  ...'河北 山西 辽宁 吉林 黑龙江 江苏 浙江 安徽 福建 江西 山东 河南 湖北 湖南 广东 海南 四川 贵州 云南 陕西 甘肃 青海 台湾'
    .split(' ')
    .map((name) => [name, `${name}省`] as const),
  ['内蒙古', '内蒙古自治区'],
  ['广西', '广西壮族自治区'],
  ['西藏', '西藏自治区'],
  ['宁夏', '宁夏回族自治区'],
  ['新疆', '新疆维吾尔自治区'],
  ['香港', '香港特别行政区'],
  ['澳门', '澳门特别行政区'],
]
/** Cities that are provinces themselves. */
const municipalities = ['北京', '上海', '天津', '重庆']

/** Parts of a Chinese address, as far as it gives them; the rest is street, number, building, room. */
export type ChineseAddress = {
  readonly postalCode: string
  readonly province: string
  readonly city: string
  readonly district: string
  readonly rest: string
}

// Words of streets and buildings do not stand in the names of cities and districts.
const plainName = String.raw`[^路街道巷弄号楼室村镇乡\s\da-zA-Z]`
const cityPattern = new RegExp(`^(${plainName}{1,10}?(?:自治州|地区|盟|市))`, 'u')
const districtPattern = new RegExp(`^(${plainName}{1,10}?(?:自治县|自治旗|新区|林区|特区|区|县|旗|市))`, 'u')

/** A part at the beginning, and what follows. */
const take = (text: string, pattern: RegExp): readonly [string, string] => {
  const found = pattern.exec(text)?.[1] ?? ''
  return [found, text.slice(found.length).trimStart()]
}

const provinceOf = (text: string): readonly [string, string] => {
  for (const [short, full] of provinces) {
    if (text.startsWith(full)) return [full, text.slice(full.length).trimStart()]
    if (!text.startsWith(short)) continue
    const rest = text.slice(short.length)
    // 吉林市 is a city in the province of the same name; 海南藏族自治州 lies in Qinghai.
    if (/^市|^[\p{Script=Han}]{1,4}自治州/u.test(rest)) continue
    return [full, rest.replace(/^(?:省|自治区)/u, '').trimStart()]
  }
  return ['', text]
}

/**
 * Splits a Chinese address into province, city and district as far as they are written there; no gazetteer is asked, so
 * nothing is added that was not given, except the full name of a province. Postal codes have six figures (GB/T 10114).
 * @returns nothing when the text is not in Chinese
 */
export const splitChineseAddress = (text: string): ChineseAddress | undefined => {
  const clean = text
    .normalize('NFKC')
    .replaceAll(/[,，、;；]/gu, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim()
  if (!/\p{Script=Han}/u.test(clean)) return undefined
  const postal = /(?:^|邮编:?\s?|\s)(\d{6})(?=\s|$|\p{Script=Han})/u.exec(clean)
  const postalCode = postal?.[1] ?? ''
  const written = (postal === null ? clean : clean.replace(postal[0], ' '))
    .trim()
    .replace(/^(?:中华人民共和国|中国)\s?/u, '')
  const municipality = municipalities.find((name) => written.startsWith(name))
  if (municipality !== undefined) {
    const full = `${municipality}市`
    // 北京市北京市海淀区 and 北京市辖区 are how some programs write it.
    const rest = written.replace(new RegExp(`^(?:${municipality}(?:市)?\\s?)+(?:市?辖区|县)?\\s?`, 'u'), '')
    const [district, street] = take(rest, districtPattern)
    return { postalCode, province: full, city: full, district, rest: street }
  }
  const [province, afterProvince] = provinceOf(written)
  const [city, afterCity] = take(afterProvince, cityPattern)
  const [district, rest] = take(afterCity, districtPattern)
  return { postalCode, province, city, district, rest }
}
