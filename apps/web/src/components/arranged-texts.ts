import { defineTexts } from '@candor/ui'

export const arrangedTexts = defineTexts('arranged', {
  en: {
    up: 'Move “{{name}}” up',
    down: 'Move “{{name}}” down',
    show: 'Show “{{name}}”',
  },
  zh: {
    up: '上移“{{name}}”',
    down: '下移“{{name}}”',
    show: '显示“{{name}}”',
  },
})
