import { defineTexts } from '@candor/ui'

export const balanceTexts = defineTexts('portal-balance', {
  en: {
    label: 'My points in three numbers',
    balance: 'Balance',
    balanceHint: 'as the shared ledger holds it now',
    pending: 'Being counted',
    pendingHint_one: '{{count, number}} purchase waits for its points',
    pendingHint_other: '{{count, number}} purchases wait for their points',
    pendingNone: 'no purchase is waiting',
    expiring: 'Expiring soon',
    expiringHint: 'on {{date}}',
    expiringNone: 'nothing in the next 90 days',
  },
  zh: {
    label: '我的积分：三个数字',
    balance: '余额',
    balanceHint: '共享账本中的当前余额',
    pending: '计算中',
    pendingHint_one: '{{count, number}} 笔购买等待计算积分',
    pendingHint_other: '{{count, number}} 笔购买等待计算积分',
    pendingNone: '没有等待中的购买',
    expiring: '即将到期',
    expiringHint: '{{date}} 到期',
    expiringNone: '未来 90 天内没有',
  },
})
