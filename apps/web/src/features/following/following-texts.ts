import { defineTexts } from '@candor/ui'

export const followingTexts = defineTexts('following', {
  en: {
    follow: 'Follow',
    following: 'Following',
    followed: 'You are told when something happens here. Choose how under Settings, Notifications.',
    unfollowed: 'You are not told of this any more.',
    others: 'Followed by {{names}}',
    title: 'What you follow',
    none: 'You follow nothing yet. Press Follow on the page of a customer or a company.',
    stop: 'Stop following {{name}}',
  },
  zh: {
    follow: '关注',
    following: '已关注',
    followed: '此处有新动态时会通知您，通知方式见“设置”中的“通知”。',
    unfollowed: '不再通知您此处的动态。',
    others: '{{names}} 也在关注',
    title: '您关注的对象',
    none: '您还没有关注任何对象。可在客户或公司页面点击“关注”。',
    stop: '取消关注 {{name}}',
  },
})
