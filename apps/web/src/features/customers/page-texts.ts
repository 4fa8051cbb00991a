import { defineTexts } from '@candor/ui'

export const pageTexts = defineTexts('customer-page', {
  en: {
    pin: 'Pin above the timeline',
    unpin: 'Take the pin away',
    pinned: 'Pinned',
    bold: 'Bold',
    italic: 'Italic',
    bullets: 'List',
    link: 'Link',
    tools: 'Format the note',
  },
  zh: {
    pin: '置顶到时间线上方',
    unpin: '取消置顶',
    pinned: '已置顶',
    bold: '粗体',
    italic: '斜体',
    bullets: '列表',
    link: '链接',
    tools: '设置备注格式',
  },
})
