import { defineTexts } from '@candor/ui'

export const conflictTexts = defineTexts('conflict', {
  en: {
    title: 'Somebody changed this at the same time',
    text: 'Choose which value of “{{field}}” shall stay. Nothing is lost: both stay in the history.',
    yours: 'Yours',
    stored: 'Stored meanwhile',
    original: 'Before both',
    keepStored: 'Keep the stored one',
    useMine: 'Use mine',
    nothing: 'empty',
  },
  zh: {
    title: '有人同时修改了这一项',
    text: '请选择“{{field}}”保留哪个值。两者都会留在历史中，不会丢失。',
    yours: '您的值',
    stored: '期间已保存的值',
    original: '修改之前',
    keepStored: '保留已保存的',
    useMine: '使用我的',
    nothing: '空',
  },
})
