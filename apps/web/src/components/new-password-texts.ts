import { defineTexts } from '@candor/ui'

export const newPasswordTexts = defineTexts('new-password', {
  en: {
    label: 'Password',
    help: 'At least ten characters. A few words that do not belong together are easy to remember and hard to guess.',
    needed: 'Choose a password.',
    short: 'At least ten characters.',
    long: 'At most 200 characters.',
  },
  zh: {
    label: '密码',
    help: '至少十个字符。几个互不相关的词既好记又难猜。',
    needed: '请设置密码。',
    short: '至少十个字符。',
    long: '最多 200 个字符。',
  },
})
