import { defineTexts } from '@candor/ui'

export const valueHistoryTexts = defineTexts('value-history', {
  en: {
    open: 'History',
    title: 'What the profile was',
    field: 'Field',
    all: 'All fields',
    restore: 'Restore this value',
    current: 'stored now',
    nothing: 'nothing',
    empty: 'No earlier values.',
    more: 'Show older',
  },
  zh: {
    open: '历史',
    title: '档案的历史值',
    field: '字段',
    all: '全部字段',
    restore: '恢复此值',
    current: '当前值',
    nothing: '无',
    empty: '没有更早的值。',
    more: '显示更早的',
  },
})
