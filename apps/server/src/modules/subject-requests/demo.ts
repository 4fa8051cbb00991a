import type { Tx } from '../../platform/db/index.ts'
import { actOn, openRequest, type RequestParts } from './work.ts'

/** Whose requests the demo shows. */
export type DemoRequests = {
  /** Customers to choose from, always in the same order. */
  readonly customers: readonly string[]
  readonly staffId: string
  readonly language: 'en' | 'zh'
  /** Milliseconds since 1970. */
  readonly now: number
}

const day = 86_400_000

const words = {
  en: {
    open: 'Please send me everything that you know about me.',
    closed: 'My name is written wrongly on your letters.',
    how: 'Called back at the number on record; knew the last purchase.',
    answer: 'We have corrected the spelling of your name.',
  },
  zh: {
    open: '请把你们掌握的关于我的全部信息发给我。',
    closed: '你们信件上我的名字写错了。',
    how: '已回拨档案中的电话，并核对了最近一次购买。',
    answer: '我们已更正您姓名的写法。',
  },
}

/** Makes up one request that waits and one that was answered. */
export const demoRequests = async (
  tx: Tx,
  parts: RequestParts,
  { customers, staffId, language, now }: DemoRequests,
): Promise<void> => {
  const [first, second] = customers
  if (first === undefined || second === undefined) return
  const text = words[language]
  const staff = { actor: `staff:${staffId}` }
  const [opened, later] = [now - 9 * day, now - 6 * day]
  const { id } = await openRequest(
    tx,
    parts,
    { customerId: second, kind: 'correction', text: text.closed, channel: 'staff' },
    { ...staff, now: opened },
  )
  await actOn(tx, parts, id, { step: 'identify', how: text.how }, { ...staff, now: later })
  await actOn(tx, parts, id, { step: 'execute', answer: text.answer }, { ...staff, now: later })
  await openRequest(
    tx,
    parts,
    { customerId: first, kind: 'access', text: text.open, channel: 'portal', identity: 'signed in to the portal' },
    { actor: `customer:${first}`, now: now - 2 * day },
  )
}
