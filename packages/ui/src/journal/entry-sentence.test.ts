import { describe, expect, it } from 'vitest'
import { entrySentence } from './entry-sentence.ts'

const entry = (kind: string, body: unknown) => ({ kind, actor: 'system', body })

describe('the sentence of an entry', () => {
  it('names number, shop and amount of an order in both languages', () => {
    const order = entry('order.placed', {
      orderNumber: '536365',
      merchantName: 'Harbour Home',
      total: '13912',
      currency: 'GBP',
    })
    expect(entrySentence(order, 'en')).toBe('Order 536365 at Harbour Home for £139.12')
    expect(entrySentence(order, 'zh')).toBe('在 Harbour Home 下单 536365，金额 £139.12')
  })
  it('calls a shop by its name in the language of the reader, where that is known', () => {
    const order = entry('order.placed', {
      number: '1',
      merchantId: 'm',
      merchantName: 'Home',
      total: '5',
      currency: 'GBP',
    })
    expect(entrySentence(order, 'zh', (id) => (id === 'm' ? '港湾家居' : undefined))).toContain('港湾家居')
    expect(entrySentence(order, 'zh', () => undefined)).toContain('Home')
  })
  it('tells of colleagues and roles without what only the journal knows', () => {
    expect(entrySentence(entry('staff.role-changed', { before: 'sales', after: 'manager' }), 'zh')).toBe(
      '同事角色已变更',
    )
    expect(entrySentence(entry('organisation.set-up', {}), 'en')).toBe('Company set up')
  })
  it('shows a return as a positive amount', () => {
    const back = entry('order.returned', { orderNumber: 'C1', merchantName: 'M', total: '-250', currency: 'GBP' })
    expect(entrySentence(back, 'en')).toBe('Return C1 at M of £2.50')
  })
  it('lists the fields that changed', () => {
    const change = entry('customer.updated', { changes: { email: { before: 'a@b.c', after: 'd@e.f' }, phone: {} } })
    expect(entrySentence(change, 'en')).toBe('Profile changed: e-mail, phone')
    expect(entrySentence(change, 'zh')).toBe('档案已修改：邮箱、电话')
  })
  it('says what was decided, in the words of the notice', () => {
    const decision = {
      purpose: { name: { en: 'News', zh: '资讯' } },
      recipient: { name: { en: 'Harbour', zh: '港湾' } },
    }
    expect(entrySentence(entry('consent.granted', { decision }), 'en')).toBe('Consent granted to Harbour: News')
    expect(entrySentence(entry('consent.withdrawn', { decision }), 'zh')).toBe('撤回给予 港湾 的同意：资讯')
    expect(entrySentence(entry('consent.refused', null), 'en')).toBe('Consent refused')
  })
  it('names reward and points of a redemption', () => {
    const body = { name: 'Harbour mug', nameZh: '港湾马克杯', points: '1200' }
    expect(entrySentence(entry('reward.redeemed', body), 'en')).toBe('Redeemed 1,200 points for Harbour mug')
    expect(entrySentence(entry('voucher.cancelled', body), 'zh')).toBe('礼券已取消：港湾马克杯，退还 1,200 积分')
  })
  it('stays a sentence when the body is empty, erased or of a kind it does not know', () => {
    expect(entrySentence(entry('order.placed', null), 'en')).toBe('Order placed')
    expect(entrySentence(entry('points.earned', 'x'), 'en')).toBe('Points earned')
    expect(entrySentence(entry('promise.kept', {}), 'en')).toBe('Recorded: promise.kept')
  })
})
