import { errorTable } from '../../platform/errors.ts'

export const webhookErrors = errorTable({
  WEBHOOK_NOT_FOUND: {
    status: 404,
    title: 'No such endpoint',
    en: 'This endpoint does not exist any more.',
    zh: '该端点已不存在。',
  },
  WEBHOOK_CHANGED_MEANWHILE: {
    status: 409,
    title: 'Endpoint changed meanwhile',
    en: 'Somebody else has changed this endpoint meanwhile. Look at what is stored now and try again.',
    zh: '该端点刚被其他人修改。请查看当前内容后重试。',
  },
  WEBHOOK_NOTHING_CHANGED: {
    status: 400,
    title: 'Nothing changed',
    en: 'This is how it is already.',
    zh: '内容没有变化。',
  },
  WEBHOOK_TOO_MANY: {
    status: 409,
    title: 'Too many endpoints',
    en: 'There are 50 endpoints already. Remove one first.',
    zh: '已有 50 个端点，请先移除一个。',
  },
  WEBHOOK_DELIVERY_NOT_FOUND: {
    status: 404,
    title: 'No such message',
    en: 'This message is not in the log any more. Messages are kept for 30 days.',
    zh: '日志中已没有该消息。消息保留 30 天。',
  },
})
