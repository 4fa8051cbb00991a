import { describe, expect, it } from 'vitest'
import { describeEvent } from './describe-event.ts'

const shops: Record<string, string> = { m1: 'Harbour Home', m2: '港湾家居' }
const name = (id: string, otherwise: string) => shops[id] ?? otherwise
const entry = (kind: string, body: unknown) => ({ kind, actor: 'system', body })
const inEnglish = (kind: string, body: unknown) => describeEvent(entry(kind, body), 'en', name)
const inChinese = (kind: string, body: unknown) => describeEvent(entry(kind, body), 'zh', name)

const order = {
  number: '536365',
  merchantId: 'm1',
  merchantName: 'x',
  currency: 'GBP',
  total: '13912',
  lines: [{}, {}],
}
const choice = { purpose: { name: { en: 'News', zh: '资讯' } }, recipient: { name: { en: 'Harbour', zh: '港湾' } } }
const points = { orderNumber: '536365', merchantId: 'm1', currency: 'GBP', amount: '13912', points: '139' }
const rule = { pointsNumerator: '1', spendUnit: '100', minimumSpend: '500', maximumPoints: '2000' }

describe('a line of the history, told to the customer', () => {
  it.each([
    ['order.placed', order, 'You bought 2 different items at Harbour Home for £139.12'],
    ['order.placed', { ...order, lines: [{}] }, 'You bought 1 item at Harbour Home for £139.12'],
    ['order.returned', { ...order, total: '-250' }, 'You returned 2 different items to Harbour Home: £2.50'],
    ['points.earned', points, 'You earned 139 points for order 536365 at Harbour Home'],
    ['points.earned', { ...points, points: '1' }, 'You earned 1 point for order 536365 at Harbour Home'],
    [
      'points.earned',
      { ...points, points: '0', amount: '499', rule },
      'Order 536365 at Harbour Home earned no points: it is below the minimum',
    ],
    [
      'points.earned',
      { ...points, points: '0', rule: null },
      'Order 536365 at Harbour Home earned no points: no rule was in force',
    ],
    ['customer.created', { reference: '17850' }, 'Your record was opened under customer number 17850'],
    [
      'customer.updated',
      { changes: { email: { from: 'a', to: 'b' }, phone: {}, city: {} } },
      'Your details were changed: e-mail address, phone number and city',
    ],
    ['note.added', { kind: 'call', text: 'Asked for a parcel' }, 'A phone call was noted: Asked for a parcel'],
    ['consent.granted', { decision: choice }, 'You allowed Harbour: News'],
    ['consent.refused', { decision: choice }, 'You did not allow Harbour: News'],
    ['consent.withdrawn', { decision: choice }, 'You took back what you had allowed Harbour: News'],
    ['promise.kept', {}, 'Recorded: promise.kept'],
    ['order.placed', null, 'The content of this line cannot be read. Press Verify to learn more.'],
  ])('%s %#', (kind, body, sentence) => {
    expect(inEnglish(kind, body)).toBe(sentence)
  })

  it('is said in Chinese too', () => {
    expect(inChinese('consent.granted', { decision: choice })).toBe('您允许了 港湾：资讯')
    expect(inChinese('order.placed', { ...order, merchantId: 'm2' })).toBe('您在 港湾家居 购买了 2 种商品，共 £139.12')
    expect(inChinese('points.earned', { ...points, merchantId: 'm2' })).toBe(
      '您因在 港湾家居 的订单 536365 获得 139 分',
    )
    expect(inChinese('customer.updated', { changes: { email: {}, phone: {} } })).toBe('您的资料有变更：电子邮箱和电话')
  })
})
