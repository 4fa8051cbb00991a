import type { CustomerImportField, CustomerMapping } from '@candor/api'
import { readEmail, readPhone } from '@candor/contact'

type System = 'salesforce' | 'hubspot' | 'zoho' | 'atomic-crm' | 'vcard' | 'candor'

/** Names under which columns are known, compared without case, blanks and punctuation. */
const names: Readonly<Record<CustomerImportField, readonly string[]>> = {
  customerId: ['candorid', 'xcandorid'],
  reference: [
    'xcandorreference',
    'reference',
    'customerid',
    'customernumber',
    'customerno',
    'customerreference',
    'clientid',
    'memberid',
    'memberno',
    'accountnumber',
    'externalid',
    'userid',
    'recordid',
    'contactid',
    'leadid',
    'accountid',
    'vid',
    'recid',
    'uid',
    'id',
    '客户编号',
    '客户号',
    '客户id',
    '会员号',
    '会员编号',
    '会员id',
    '会员卡号',
    '用户id',
    '顾客编号',
    '编号',
  ],
  name: [
    'name',
    'fullname',
    'displayname',
    'customername',
    'contactname',
    'fn',
    'customer',
    'leadname',
    'accountname',
    'propertyname',
    '姓名',
    '名称',
    '客户姓名',
    '客户名称',
    '会员姓名',
    '联系人',
    '联系人姓名',
    '收货人',
    '顾客姓名',
    '全名',
    '客户',
  ],
  givenName: ['firstname', 'givenname', 'forename', 'ngiven', 'propertyfirstname', '名', '名字'],
  middleName: ['middlename', 'additionalname', 'nmiddle'],
  familyName: ['lastname', 'surname', 'familyname', 'nfamily', 'propertylastname', '姓', '姓氏'],
  company: [
    'company',
    'companyname',
    'organization',
    'organisation',
    'organizationname',
    'org',
    'account',
    'employer',
    'propertycompany',
    '公司',
    '公司名称',
    '单位',
    '企业名称',
    '工作单位',
  ],
  email: [
    'email',
    'emailaddress',
    'mail',
    'primaryemail',
    'personalemail',
    'secondaryemail',
    'alternateemail',
    'propertyemail',
    '邮箱',
    '电子邮箱',
    '电子邮件',
    '邮件',
    '邮箱地址',
    'email地址',
    '电邮',
  ],
  phone: [
    'phone',
    'phonenumber',
    'telephone',
    'telephonenumber',
    'tel',
    'mobile',
    'mobilephone',
    'mobilenumber',
    'cell',
    'cellphone',
    'homephone',
    'workphone',
    'businessphone',
    'otherphone',
    'propertyphone',
    'propertymobilephone',
    'asstphone',
    '电话',
    '手机',
    '手机号',
    '手机号码',
    '联系电话',
    '电话号码',
    '移动电话',
    '座机',
    '固定电话',
    '联系方式',
  ],
  address: [
    'address',
    'address1',
    'address2',
    'streetaddress',
    'street',
    'addressline1',
    'addressline2',
    'mailingstreet',
    'billingstreet',
    'homestreet',
    'propertyaddress',
    'propertyaddress2',
    '地址',
    '详细地址',
    '联系地址',
    '收货地址',
    '通讯地址',
    '街道',
    '街道地址',
  ],
  district: ['xcandordistrict', 'district', 'county', '区', '区县', '县', '县区'],
  city: [
    'city',
    'town',
    'suburb',
    'mailingcity',
    'billingcity',
    'homecity',
    'locality',
    'propertycity',
    '城市',
    '市',
    '所在城市',
  ],
  region: [
    'state',
    'province',
    'region',
    'stateprovince',
    'mailingstate',
    'billingstate',
    'homestate',
    'propertystate',
    '省',
    '省份',
    '州',
    '省市',
  ],
  postalCode: [
    'postalcode',
    'postcode',
    'zip',
    'zipcode',
    'mailingpostalcode',
    'billingpostalcode',
    'mailingzip',
    'mailingzippostalcode',
    'homepostalcode',
    'propertyzip',
    '邮编',
    '邮政编码',
  ],
  country: [
    'country',
    'countryname',
    'countryregion',
    'mailingcountry',
    'billingcountry',
    'homecountry',
    'nation',
    'propertycountry',
    '国家',
    '国家地区',
    '国别',
  ],
  language: ['xcandorlanguage', 'language', 'lang', 'preferredlanguage', 'languagecode', '语言', '首选语言'],
}

/** Columns by which the exports of other programs are known. */
const systems: readonly (readonly [System, readonly string[]])[] = [
  ['candor', ['candorid']],
  ['salesforce', ['systemmodstamp', 'ownerid']],
  ['salesforce', ['lastmodifiedbyid', 'isdeleted']],
  ['salesforce', ['mailingstreet', 'lastname', 'accountname']],
  ['hubspot', ['propertycreatedate']],
  ['hubspot', ['lifecyclestage', 'recordid']],
  ['hubspot', ['contactowner', 'firstname', 'leadstatus']],
  ['zoho', ['recordid', 'contactowner', 'lastname']],
  ['zoho', ['leadowner', 'leadsource']],
  ['zoho', ['contactownerid', 'mailingzip']],
  ['atomic-crm', ['firstseen', 'lastseen', 'salesid', 'companyid']],
  ['atomic-crm', ['emailwork', 'emailhome', 'phonework']],
  ['vcard', ['fn']],
]

const bare = (name: string): string =>
  name
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[\s\p{P}\p{S}]+/gu, '')

/** A name without what only tells several of a kind apart: `email 2`, `Phone (work)`, `E-mail 1 - Value`. */
const root = (name: string): string =>
  bare(name)
    .replaceAll(/\d+/g, '')
    .replace(/(?:value|type)$/, '')
    .replace(/^(?:work|home|other|business|personal|primary|secondary|property|mailing|billing)(?=email|phone|tel)/, '')
    .replace(/(?<=^(?:email|phone|tel|mobile))(?:address|work|home|other|cell|fax|number|internet|voice|pref)+$/, '')

/** Fields that several columns can fill. */
const several = new Set<CustomerImportField>(['email', 'phone'])

/** Which program wrote a file with these columns, if that can be told. */
export const systemOf = (columns: readonly string[]): System | null => {
  const known = new Set(columns.map(bare))
  return systems.find(([, needed]) => needed.every((name) => known.has(name)))?.[0] ?? null
}

const byName = (columns: readonly string[]): Map<string, CustomerImportField> => {
  const mapping = new Map<string, CustomerImportField>()
  for (const [field, known] of Object.entries(names) as [CustomerImportField, readonly string[]][]) {
    if (several.has(field)) {
      for (const column of columns) {
        const name = bare(column)
        if (
          known.includes(name) ||
          (root(column) === field && !name.endsWith('type')) ||
          known.includes(root(column))
        ) {
          mapping.set(column, field)
        }
      }
      continue
    }
    // The name that comes first in the list is the likeliest; a vCard names its addresses by kind.
    const found = known
      .flatMap((name) => columns.filter((column) => bare(column) === name || cardPart(column) === name))
      .find((column) => !mapping.has(column))
    if (found !== undefined) mapping.set(found, field)
  }
  for (const second of columns.filter((column) => /^(?:address2|addressline2|propertyaddress2)$/.test(bare(column)))) {
    if (!mapping.has(second)) mapping.set(second, 'address')
  }
  return mapping
}

const cardParts: Readonly<Record<string, string>> = {
  street: 'street',
  city: 'city',
  region: 'state',
  code: 'postalcode',
  country: 'country',
}

/** A part of the first address of a card, as columns of vCards are named. */
const cardPart = (column: string): string | undefined => {
  const part = /^ADR(?: (?:home|work|other))? (street|city|region|code|country)$/.exec(column)?.[1]
  return part === undefined ? undefined : cardParts[part]
}

const share = (values: readonly string[], holds: (value: string) => boolean): number =>
  values.length === 0 ? 0 : values.filter(holds).length / values.length

/** What the cells of a column look like. */
const byContent = (values: readonly string[], region: string): CustomerImportField | undefined => {
  const filled = values.filter((value) => value.trim() !== '').slice(0, 200)
  if (filled.length === 0) return undefined
  if (share(filled, (value) => value.includes('@') && 'address' in readEmail(value)) > 0.6) return 'email'
  const isPhone = (value: string): boolean =>
    /^[+(]?[\d\s().+/-]{7,20}$/.test(value.trim()) &&
    !/^\d{1,4}[-/]\d{1,2}[-/]\d{1,4}$/.test(value.trim()) &&
    'e164' in readPhone(value, region) &&
    !('problem' in readPhone(value, region))
  if (share(filled, isPhone) > 0.6) return 'phone'
  return undefined
}

const chineseName = /^[\p{Script=Han}·]{2,4}$/u
const plainName = /^\p{Lu}[\p{L}'’-]+(?: \p{Lu}[\p{L}.'’-]*){1,3}$/u

/**
 * Guesses which column fills which field: from the names, in English and Chinese and as other programs write them, and
 * from what the cells look like where the names say nothing.
 * @param rows the first rows of the file
 * @param region where phone numbers without a country code are dialled
 */
export const guessCustomerMapping = (
  columns: readonly string[],
  rows: readonly (readonly string[])[],
  region: string,
): CustomerMapping => {
  const mapping = byName(columns)
  const valuesOf = (column: string): string[] => rows.map((row) => row[columns.indexOf(column)] ?? '')
  const fields = (): Set<CustomerImportField> => new Set(mapping.values())
  for (const field of ['email', 'phone'] as const) {
    if (fields().has(field)) continue
    const found = columns.find((column) => !mapping.has(column) && byContent(valuesOf(column), region) === field)
    if (found !== undefined) mapping.set(found, field)
  }
  const named = fields()
  if (!named.has('name') && !named.has('givenName') && !named.has('familyName')) {
    const found = columns.find((column) => {
      const values = valuesOf(column).filter((value) => value.trim() !== '')
      return !mapping.has(column) && share(values, (value) => chineseName.test(value) || plainName.test(value)) > 0.7
    })
    if (found !== undefined) mapping.set(found, 'name')
  }
  // A number that many rows share is not what the organisation calls a customer by.
  const reference = [...mapping].find(([, field]) => field === 'reference')?.[0]
  if (reference !== undefined) {
    const values = valuesOf(reference).filter((value) => value.trim() !== '')
    if (new Set(values).size < values.length * 0.95 || values.some((value) => value.length > 64))
      mapping.delete(reference)
  }
  const ordered = columns.filter((column) => mapping.has(column))
  return Object.fromEntries(ordered.map((column) => [column, mapping.get(column)!]))
}
