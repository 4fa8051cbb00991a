import { foldText } from '@candor/contact/text/fold'
import type { ColumnType } from '../column/type.ts'

/** Words of headers and what they promise; the first that fits counts. Blanks stand between folded words. */
const promises: readonly (readonly [RegExp, ColumnType])[] = [
  [/\b(?:e ?mail|mail)\b|邮箱|邮件|电邮/u, 'email'],
  [/\b(?:phone|telephone|tel|mobile|cell|cellphone|fax|msisdn)\b|电话|手机|传真/u, 'phone'],
  [/\b(?:date|dob|birth|birthday|birthdate|born|until)\b|日期|生日|出生/u, 'date'],
  [/\b(?:zip|zipcode|postcode|postal code|post code|plz)\b|邮编|邮政编码/u, 'postcode'],
  [
    /\b(?:given|first ?name|name ?first|fname|forename|christian name|vorname|prenom)\b|^first$|^名$|^名字$/u,
    'given-name',
  ],
  [/\b(?:surname|family|last ?name|name ?last|lname|nachname|maiden)\b|^last$|^姓$|^姓氏$/u, 'family-name'],
  [
    /\b(?:company|organi[sz]ation|org|business|employer|agency|school|shop|store|site|firm|vendor|supplier|account|restaurant|hotel)\b(?! (?:id|no|number|code)\b)|公司|单位|企业|机构|店名/u,
    'organisation',
  ],
  [
    /\b(?:city|town|suburb|state|province|county|country|region|district|locality|neighbou?rhood|place|ort)\b|城市|省|市|区|县|国家|地区/u,
    'label',
  ],
  [
    /\b(?:ssn|sin|passport|licen[cs]e|id|ids|identifier|no|nr|num|number|code|sku|isbn|ean|upc|doi|vat|tax|soc sec|model)\b|编号|证件|身份证|号码|代码/u,
    'code',
  ],
  [/\b(?:address|addr|street|road|line ?\d)\b|地址|街|住址/u, 'address'],
  [
    /\b(?:price|amount|cost|total|quantity|qty|weight|height|age|count|rating|score|lat|latitude|lon|lng|longitude|year|volume)\b|金额|价格|数量|年龄/u,
    'number',
  ],
  [
    /\b(?:full ?name|name|person|contact|customer|client|patient|author|artist|director|manager|owner)\b|姓名|联系人|客户/u,
    'name',
  ],
  [/\b(?:title|description|notes?|comment|remarks?|text|subject|product)\b|标题|描述|备注|商品|产品/u, 'text'],
]

/** Words of a header: `dateOfBirth`, `DATE_OF_BIRTH` and `Date of birth` are the same. */
export const headerWords = (header: string): string =>
  foldText(header.replaceAll(/([\p{Ll}\d])(\p{Lu})/gu, '$1 $2').replaceAll(/(\p{L})(\d)/gu, '$1 $2'))

/** What the name of a column says about what is in it; nothing when it does not say. */
export const promisedType = (header: string): ColumnType | undefined => {
  const words = headerWords(header)
  return promises.find(([pattern]) => pattern.test(words))?.[1]
}
