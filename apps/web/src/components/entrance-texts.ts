import { defineTexts } from '@candor/ui'

export const entranceTexts = defineTexts('entrance', {
  en: {
    lead: 'Records your customers can check for themselves.',
    point1: 'Every change becomes one sealed record',
    point2: 'Points are computed by rules anybody can read',
    point3: 'Your customers verify with one click',
  },
  zh: {
    lead: '客户可以自己核对的记录。',
    point1: '每一次变更都成为一条封存的记录',
    point2: '积分由任何人都能读懂的规则计算',
    point3: '客户一键即可验证',
  },
})
