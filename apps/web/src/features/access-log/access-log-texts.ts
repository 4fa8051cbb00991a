import { defineTexts } from '@candor/ui'

export const accessLogTexts = defineTexts('access-log', {
  en: {
    title: 'Who looked',
    hint: 'The customer sees the same list in the portal.',
    empty: 'Nobody has looked at this record in the last two years.',
    more: 'Show earlier',
  },
  zh: {
    title: '谁看过',
    hint: '客户在门户中看到相同的列表。',
    empty: '最近两年内没有人看过这份记录。',
    more: '显示更早的',
  },
})
