import { addDays, localTimeOf } from '@candor/calendar'
import type { TaskFields } from './work.ts'

type Sample = Pick<TaskFields, 'kind' | 'priority'> & {
  readonly en: string
  readonly zh: string
  /** Days from today; nothing for a task without a day. */
  readonly inDays?: number
  readonly time?: string
  readonly repeat?: TaskFields['repeat']
  /** Whether it is about a customer. */
  readonly customer: boolean
}

const samples: readonly Sample[] = [
  {
    kind: 'call',
    priority: 'high',
    en: 'Ring back about the late parcel',
    zh: '回电说明包裹延误',
    inDays: -1,
    time: '15:00',
    customer: true,
  },
  {
    kind: 'email',
    priority: 'normal',
    en: 'Send the new catalogue',
    zh: '发送新目录',
    inDays: 0,
    time: '16:30',
    customer: true,
  },
  {
    kind: 'todo',
    priority: 'normal',
    en: 'Check the address on the last return',
    zh: '核对最近一次退货的地址',
    inDays: 0,
    customer: true,
  },
  {
    kind: 'meeting',
    priority: 'normal',
    en: 'Walk through the spring range',
    zh: '介绍春季系列',
    inDays: 2,
    time: '10:00',
    customer: true,
  },
  {
    kind: 'todo',
    priority: 'low',
    en: 'Look through the imports of the week',
    zh: '查看本周导入情况',
    inDays: 4,
    repeat: { unit: 'week', every: 1 },
    customer: false,
  },
  {
    kind: 'visit',
    priority: 'normal',
    en: 'Visit on the next round',
    zh: '下次巡访时拜访',
    inDays: 12,
    customer: true,
  },
  { kind: 'todo', priority: 'low', en: 'Think about a thank-you card', zh: '考虑寄感谢卡', customer: true },
]

/** A task for the demo: with the customer that it is about, if it is about one. */
export type DemoTask = TaskFields & { readonly customer: string | undefined }

/**
 * What somebody of the demo has to do, by the calendar of their zone.
 * @param customers ids to choose from, in order
 * @param now milliseconds since 1970
 */
export const demoTasks = (
  assignee: string,
  customers: readonly string[],
  { language, timeZone, now }: { readonly language: 'en' | 'zh'; readonly timeZone: string; readonly now: number },
): DemoTask[] => {
  const { day: today } = localTimeOf(timeZone, now)
  return samples.map(({ kind, priority, inDays, time = null, repeat = null, customer, ...titles }, at) => ({
    kind,
    priority,
    title: titles[language],
    text: null,
    due: inDays === undefined ? null : { day: addDays(today, inDays), time },
    repeat,
    remindBefore: null,
    assignee,
    customer: customer ? customers[at % customers.length] : undefined,
  }))
}
