import { defineTexts } from '@candor/ui'

export const viewersTexts = defineTexts('viewers', {
  en: { viewers: '{{names}} also here' },
  zh: { viewers: '{{names}} 也在查看' },
})
