import { errorTable } from '../errors.ts'

/** Errors of the HTTP layer itself. */
export const httpErrors = errorTable({
  HTTP_NOT_SIGNED_IN: {
    status: 401,
    title: 'Not signed in',
    en: 'Please sign in.',
    zh: '请先登录。',
  },
  HTTP_FORBIDDEN: {
    status: 403,
    title: 'Forbidden',
    en: 'Your role does not allow this.',
    zh: '您的角色无权执行此操作。',
  },
  HTTP_SWITCHED_OFF: {
    status: 403,
    title: 'Switched off',
    en: 'Your company has switched this part off. Whoever manages the settings can switch it on again.',
    zh: '贵公司已关闭此模块。可由管理设置的同事重新开启。',
  },
  HTTP_CROSS_SITE: {
    status: 403,
    title: 'Cross-site request',
    en: 'This request came from another site and was refused.',
    zh: '该请求来自其他网站，已被拒绝。',
  },
  HTTP_NO_ROUTE: {
    status: 404,
    title: 'No such address',
    en: 'There is nothing at this address.',
    zh: '该地址不存在。',
  },
  HTTP_INVALID_REQUEST: {
    status: 400,
    title: 'Invalid request',
    en: 'Something in the input is not right. Please check the marked fields.',
    zh: '输入有误，请检查标出的字段。',
  },
  HTTP_BODY_TOO_LARGE: {
    status: 413,
    title: 'Body too large',
    en: 'This is too large to send.',
    zh: '发送的内容过大。',
  },
  HTTP_UNSUPPORTED_MEDIA_TYPE: {
    status: 415,
    title: 'Unsupported media type',
    en: 'This kind of content is not accepted here.',
    zh: '不支持此类内容。',
  },
  HTTP_TOO_MANY_REQUESTS: {
    status: 429,
    title: 'Too many requests',
    en: 'Too many attempts. Please wait a moment.',
    zh: '尝试次数过多，请稍候再试。',
  },
  HTTP_IDEMPOTENCY_KEY_INVALID: {
    status: 400,
    title: 'Invalid Idempotency-Key',
    en: 'The request could not be recognised. Please reload the page.',
    zh: '无法识别该请求，请刷新页面。',
  },
  HTTP_IDEMPOTENCY_KEY_REUSED: {
    status: 422,
    title: 'Idempotency-Key used for another request',
    en: 'This was already sent with other content. Please reload the page.',
    zh: '该请求已用其他内容提交过，请刷新页面。',
  },
  HTTP_CURSOR_INVALID: {
    status: 400,
    title: 'Invalid cursor',
    en: 'The list cannot be continued from here. Please reload it.',
    zh: '无法从此处继续加载列表，请刷新。',
  },
  HTTP_UNAVAILABLE: {
    status: 503,
    title: 'Unavailable',
    en: 'The system is not available at the moment. Please try again soon.',
    zh: '系统暂时不可用，请稍后重试。',
  },
  HTTP_INTERNAL: {
    status: 500,
    title: 'Internal error',
    en: 'Something went wrong on our side. Nothing was changed.',
    zh: '系统内部出错，数据未作更改。',
  },
})
