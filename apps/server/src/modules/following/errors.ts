import { errorTable } from '../../platform/errors.ts'

export const followingErrors = errorTable({
  FOLLOWING_TOO_MUCH: {
    status: 409,
    title: 'Too much followed',
    en: 'You follow 500 customers and companies already. Stop following some of them first.',
    zh: '您已关注 500 个客户和公司，请先取消关注一部分。',
  },
})
