import type { Bilingual, NewConsentTerm } from '@candor/api'

const termOf =
  (kind: NewConsentTerm['kind']) =>
  (slug: string, dpv: string | null, name: Bilingual, description: Bilingual): NewConsentTerm => ({
    kind,
    slug,
    dpv,
    name,
    description,
  })
const category = termOf('category')
const recipient = termOf('recipient')
const channel = termOf('channel')

/** Kinds of data that a shop usually has; terms of the W3C Data Privacy Vocabulary and its personal-data extension. */
const categories = [
  category(
    'contact-details',
    'pd:Contact',
    { en: 'Contact details', zh: '联系方式' },
    { en: 'Name, e-mail address, phone number, address', zh: '姓名、电子邮箱、电话、地址' },
  ),
  category(
    'purchases',
    'pd:PurchasesAndSpendingHabit',
    { en: 'Purchases', zh: '购买记录' },
    { en: 'What was bought, when, where and for how much', zh: '购买的商品、时间、地点与金额' },
  ),
  category(
    'points',
    'pd:Transactional',
    { en: 'Points', zh: '积分' },
    { en: 'Points earned and held', zh: '获得和持有的积分' },
  ),
  category(
    'conversations',
    'pd:Communication',
    { en: 'Conversations', zh: '沟通记录' },
    { en: 'Notes of calls, meetings and messages', zh: '通话、会面与消息的记录' },
  ),
  category(
    'behaviour',
    'pd:BrowsingBehavior',
    { en: 'Visits', zh: '浏览行为' },
    { en: 'What is looked at and done on the website and in the app', zh: '在网站与应用中查看和操作的内容' },
  ),
]

const channels = [
  channel(
    'email',
    null,
    { en: 'E-mail', zh: '电子邮件' },
    { en: 'To the e-mail address on record', zh: '发送至登记的邮箱' },
  ),
  channel(
    'sms',
    null,
    { en: 'Text message', zh: '短信' },
    { en: 'To the phone number on record', zh: '发送至登记的手机号码' },
  ),
  channel('phone', null, { en: 'Phone call', zh: '电话' }, { en: 'A call by a person', zh: '由人工致电' }),
  channel('post', null, { en: 'Post', zh: '信件' }, { en: 'To the address on record', zh: '寄送至登记的地址' }),
]

/** @param organisation public name of the organisation, which is the first of the recipients */
export const defaultTerms = (organisation: Bilingual): NewConsentTerm[] => [
  ...categories,
  recipient('self', 'dpv:DataController', organisation, {
    en: 'The company itself and its shops',
    zh: '公司自身及其门店',
  }),
  recipient(
    'partners',
    'dpv:ThirdParty',
    { en: 'Partner companies', zh: '合作公司' },
    { en: 'Companies of the same points programme', zh: '同一积分计划中的公司' },
  ),
  ...channels,
]
