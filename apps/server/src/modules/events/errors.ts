import { errorTable } from '../../platform/errors.ts'

/** Errors of behaviour events. */
export const eventErrors = errorTable({
  EVENT_KEY_INVALID: {
    status: 401,
    title: 'Write key not accepted',
    en: 'The write key is missing, unknown or was revoked.',
    zh: '写入密钥缺失、未知或已被撤销。',
  },
  EVENT_ORIGIN_NOT_ALLOWED: {
    status: 403,
    title: 'Origin not allowed',
    en: 'Pages of this site may not send events to this source.',
    zh: '该网站的页面不可向此来源发送事件。',
  },
  EVENT_INVALID: {
    status: 400,
    title: 'Event not accepted',
    en: 'The event is not in the form that is expected.',
    zh: '事件格式不符合要求。',
  },
  EVENT_TOO_LARGE: {
    status: 413,
    title: 'Too large',
    en: 'An event may have 32 kB, a batch 500 kB.',
    zh: '单个事件不得超过 32 kB，一批不得超过 500 kB。',
  },
  EVENT_REFUSED_BY_SCHEMA: {
    status: 400,
    title: 'Event does not fit its schema',
    en: 'The event does not fit the schema that was declared for it.',
    zh: '事件不符合所声明的结构。',
  },
  EVENT_BUSY: {
    status: 503,
    title: 'Too many events at once',
    en: 'More events are coming in than can be stored. They are to be sent again in a moment.',
    zh: '事件涌入过多，暂时无法存储，请稍后重新发送。',
  },
  EVENT_SOURCE_NOT_FOUND: {
    status: 404,
    title: 'No such source',
    en: 'This source does not exist.',
    zh: '该来源不存在。',
  },
  EVENT_KEY_NOT_FOUND: {
    status: 404,
    title: 'No such write key',
    en: 'This write key does not exist.',
    zh: '该写入密钥不存在。',
  },
  EVENT_NOT_FOUND: {
    status: 404,
    title: 'No such event',
    en: 'This event does not exist.',
    zh: '该事件不存在。',
  },
  EVENT_SCHEMA_CHANGED: {
    status: 409,
    title: 'Schema changed meanwhile',
    en: 'Somebody else changed this schema meanwhile. Please reload it.',
    zh: '此结构已被他人更改，请重新加载。',
  },
})
