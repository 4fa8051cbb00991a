import { defineTexts } from '@candor/ui'

export const joinTexts = defineTexts('join', {
  en: {
    title: 'Join {{organisation}}',
    lead: 'You were asked to join as “{{role}}” with {{email}}.',
    name: 'Your name',
    needed: 'This is needed.',
    submit: 'Join and sign in',
    dead: 'This invitation opens nothing any more',
    deadText: 'It was used, taken back, or has expired. Ask whoever invited you for a new one.',
    signIn: 'Go to sign-in',
  },
  zh: {
    title: '加入{{organisation}}',
    lead: '您受邀以“{{role}}”身份加入，邮箱为 {{email}}。',
    name: '您的姓名',
    needed: '此项必填。',
    submit: '加入并登录',
    dead: '该邀请已失效',
    deadText: '邀请已被使用、收回或已过期。请向邀请人索取新的邀请。',
    signIn: '前往登录',
  },
})
