import { defineTexts } from '@candor/ui'

export const timelineTexts = defineTexts('timeline', {
  en: {
    filter: 'Show',
    empty: 'Nothing has happened yet. What happens from now on stands here, and nobody can change it unnoticed.',
    noMatch: 'Nothing of this kind.',
    more: 'Show older',
  },
  zh: {
    filter: '显示',
    empty: '还没有任何记录。今后发生的一切都会在此，任何人都无法悄悄更改。',
    noMatch: '没有此类记录。',
    more: '显示更早的',
  },
})
