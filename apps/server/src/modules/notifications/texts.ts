import type { NotificationKind } from '@candor/api'

export type Language = 'en' | 'zh'
export type Facts = Readonly<Record<string, string>>

type Sentence = {
  /** With what it is about, for the app and for mail to the person. */
  readonly full: (facts: Facts) => string
  /** Without anything of a customer, for chats of other companies. */
  readonly bare: string
  /** For the daily mail: how often it happened. */
  readonly counted: (count: number) => string
}

const of = (facts: Facts, name: string): string => facts[name] ?? ''

/** What happened to something that one follows, by the word for it in the facts. */
const happened: Readonly<Record<string, Readonly<Record<Language, string>>>> = {
  profile: { en: 'changed', zh: '资料有变更' },
  note: { en: 'a note was added', zh: '新增了备注' },
  file: { en: 'files changed', zh: '文件有变更' },
  order: { en: 'an order or a return', zh: '有新的订单或退货' },
  consent: { en: 'decided about consent', zh: '作出了同意决定' },
  stage: { en: 'moved to another stage or class', zh: '阶段或等级有变化' },
  task: { en: 'a task changed', zh: '任务有变更' },
  deal: { en: 'a deal changed', zh: '商机有变更' },
  ticket: { en: 'something new in a ticket', zh: '工单有新进展' },
  sales: { en: 'a quote or an invoice changed', zh: '报价或发票有变更' },
}

const en: Record<NotificationKind, Sentence> = {
  'task.assigned': {
    full: (facts) => `You have a new task: ${of(facts, 'title')}`,
    bare: 'You have a new task.',
    counted: (count) => (count === 1 ? '1 new task' : `${count} new tasks`),
  },
  'task.due': {
    full: (facts) => `Due: ${of(facts, 'title')}`,
    bare: 'A task of yours is due.',
    counted: (count) => (count === 1 ? '1 reminder of a task' : `${count} reminders of tasks`),
  },
  'deal.assigned': {
    full: (facts) => `You have a new deal: ${of(facts, 'title')}`,
    bare: 'You have a new deal.',
    counted: (count) => (count === 1 ? '1 new deal' : `${count} new deals`),
  },
  'import.finished': {
    full: (facts) => `The import of ${of(facts, 'file')} has ended`,
    bare: 'An import has ended.',
    counted: (count) => (count === 1 ? '1 import ended' : `${count} imports ended`),
  },
  'mention.added': {
    full: (facts) => `${of(facts, 'by')} mentioned you with ${of(facts, 'about')}`,
    bare: 'Somebody mentioned you.',
    counted: (count) => (count === 1 ? '1 mention of you' : `${count} mentions of you`),
  },
  'followed.changed': {
    full: (facts) =>
      `${of(facts, 'about')}: ${happened[of(facts, 'what')]?.en ?? 'something happened'}${facts['by'] ? ` (${facts['by']})` : ''}`,
    bare: 'Something happened to what you follow.',
    counted: (count) => (count === 1 ? '1 change of what you follow' : `${count} changes of what you follow`),
  },
  'points.refused': {
    full: (facts) => `Points were refused at ${of(facts, 'merchant')}`,
    bare: 'Points were refused.',
    counted: (count) => (count === 1 ? 'points refused once' : `points refused ${count} times`),
  },
  'ticket.assigned': {
    full: (facts) => `You have a new ticket: ${of(facts, 'title')}`,
    bare: 'You have a new ticket.',
    counted: (count) => (count === 1 ? '1 new ticket' : `${count} new tickets`),
  },
  'ticket.answered': {
    full: (facts) => `The customer wrote: ${of(facts, 'title')}`,
    bare: 'A customer wrote in a ticket of yours.',
    counted: (count) => (count === 1 ? '1 answer of a customer' : `${count} answers of customers`),
  },
  'ticket.due': {
    full: (facts) => `A promise is due or was missed: ${of(facts, 'title')}`,
    bare: 'What was promised in a ticket is due or was missed.',
    counted: (count) => (count === 1 ? '1 promise due or missed' : `${count} promises due or missed`),
  },
  'privacy.requested': {
    full: (facts) => `${of(facts, 'by')} asks for something about their own data`,
    bare: 'A customer asks for something about their own data.',
    counted: (count) => (count === 1 ? '1 request about own data' : `${count} requests about own data`),
  },
  'emergency.opened': {
    full: (facts) => `${of(facts, 'by')} opened the record of a customer in an emergency`,
    bare: 'The record of a customer was opened in an emergency.',
    counted: (count) => (count === 1 ? '1 record opened in an emergency' : `${count} records opened in an emergency`),
  },
  'privacy.due': {
    full: (facts) => `Soon due by law: the request of ${of(facts, 'by')} about their own data`,
    bare: 'A request of a customer about their own data is soon due by law.',
    counted: (count) => (count === 1 ? '1 request due by law' : `${count} requests due by law`),
  },
  'webhook.paused': {
    full: (facts) => `Webhooks to “${of(facts, 'name')}” were paused: the receiver takes nothing any more`,
    bare: 'An endpoint of webhooks was paused: its receiver takes nothing any more.',
    counted: (count) => (count === 1 ? '1 endpoint of webhooks paused' : `${count} endpoints of webhooks paused`),
  },
}

const zh: Record<NotificationKind, Sentence> = {
  'task.assigned': {
    full: (facts) => `您有新任务：${of(facts, 'title')}`,
    bare: '您有一项新任务。',
    counted: (count) => `新任务 ${count} 项`,
  },
  'task.due': {
    full: (facts) => `任务到期：${of(facts, 'title')}`,
    bare: '您有一项任务到期。',
    counted: (count) => `任务提醒 ${count} 次`,
  },
  'deal.assigned': {
    full: (facts) => `您有新商机：${of(facts, 'title')}`,
    bare: '您有一个新商机。',
    counted: (count) => `新商机 ${count} 个`,
  },
  'import.finished': {
    full: (facts) => `${of(facts, 'file')} 的导入已结束`,
    bare: '一项导入已结束。',
    counted: (count) => `导入结束 ${count} 次`,
  },
  'mention.added': {
    full: (facts) => `${of(facts, 'by')} 在 ${of(facts, 'about')} 中提到了您`,
    bare: '有人提到了您。',
    counted: (count) => `提到您 ${count} 次`,
  },
  'followed.changed': {
    full: (facts) =>
      `${of(facts, 'about')}：${happened[of(facts, 'what')]?.zh ?? '有新动态'}${facts['by'] ? `（${facts['by']}）` : ''}`,
    bare: '您关注的对象有新动态。',
    counted: (count) => `关注动态 ${count} 项`,
  },
  'points.refused': {
    full: (facts) => `${of(facts, 'merchant')} 的积分被拒绝`,
    bare: '有积分被拒绝。',
    counted: (count) => `积分被拒绝 ${count} 次`,
  },
  'ticket.assigned': {
    full: (facts) => `您有新工单：${of(facts, 'title')}`,
    bare: '您有一张新工单。',
    counted: (count) => `新工单 ${count} 张`,
  },
  'ticket.answered': {
    full: (facts) => `客户有新回复：${of(facts, 'title')}`,
    bare: '您的一张工单有客户回复。',
    counted: (count) => `客户回复 ${count} 次`,
  },
  'ticket.due': {
    full: (facts) => `承诺即将到期或已超时：${of(facts, 'title')}`,
    bare: '一张工单的承诺即将到期或已超时。',
    counted: (count) => `承诺到期或超时 ${count} 次`,
  },
  'privacy.requested': {
    full: (facts) => `${of(facts, 'by')} 就其个人数据提出请求`,
    bare: '有客户就其个人数据提出请求。',
    counted: (count) => `个人数据请求 ${count} 项`,
  },
  'emergency.opened': {
    full: (facts) => `${of(facts, 'by')} 紧急打开了一位客户的记录`,
    bare: '有人紧急打开了一位客户的记录。',
    counted: (count) => `紧急打开 ${count} 次`,
  },
  'privacy.due': {
    full: (facts) => `法定期限将至：${of(facts, 'by')} 的个人数据请求`,
    bare: '一项客户个人数据请求的法定期限将至。',
    counted: (count) => `法定期限将至的请求 ${count} 项`,
  },
  'webhook.paused': {
    full: (facts) => `发往“${of(facts, 'name')}”的 Webhook 已暂停：接收方不再接收`,
    bare: '一个 Webhook 端点已暂停：接收方不再接收。',
    counted: (count) => `已暂停的 Webhook 端点 ${count} 个`,
  },
}

/** What people are told, by language and kind. */
export const sentences: Readonly<Record<Language, Readonly<Record<NotificationKind, Sentence>>>> = { en, zh }

/** Words around the sentences in mail and chat. */
export const words = {
  en: {
    digest: 'Your day in Candor',
    open: 'Open it',
    chatSet: 'Candor will tell you here what concerns you.',
    settings: 'Choose what you are told of',
  },
  zh: {
    digest: '您今天在 Candor 的动态',
    open: '打开',
    chatSet: 'Candor 将在此通知与您有关的事项。',
    settings: '选择接收哪些通知',
  },
} as const satisfies Record<Language, object>

/** The language of somebody's account; English where none was chosen. */
export const languageOf = (stored: string | null): Language => (stored?.startsWith('zh') === true ? 'zh' : 'en')
