import { errorTable } from '../../platform/errors.ts'

export const notificationErrors = errorTable({
  NOTIFICATION_NOT_FOUND: {
    status: 404,
    title: 'No such notification',
    en: 'This notification does not exist any more.',
    zh: '该通知已不存在。',
  },
})
