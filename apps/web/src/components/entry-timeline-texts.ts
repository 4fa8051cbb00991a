import { defineTexts } from '@candor/ui'

export const timelineTexts = defineTexts('timeline', {
  en: {
    filter: 'Show',
    empty: 'Nothing has happened yet. What happens from now on stands here, and nobody can change it unnoticed.',
    noMatch: 'Nothing of this kind.',
    more: 'Show older',
    unfold_one: '{{count}} more change shortly before',
    unfold_other: '{{count}} more changes shortly before',
    fold_one: 'Hide {{count}} change before',
    fold_other: 'Hide {{count}} changes before',
  },
  zh: {
    filter: '显示',
    empty: '还没有任何记录。今后发生的一切都会在此，任何人都无法悄悄更改。',
    noMatch: '没有此类记录。',
    more: '显示更早的',
    unfold_one: '此前不久还有 {{count}} 次更改',
    unfold_other: '此前不久还有 {{count}} 次更改',
    fold_one: '收起此前的 {{count}} 次更改',
    fold_other: '收起此前的 {{count}} 次更改',
  },
})
