import { errorTable } from '../../platform/errors.ts'

export const identityErrors = errorTable({
  IDENTITY_WRONG_CREDENTIALS: {
    status: 401,
    title: 'Wrong e-mail or password',
    en: 'The e-mail address or the password is not right.',
    zh: '电子邮箱或密码不正确。',
  },
  IDENTITY_NO_ORGANISATION: {
    status: 403,
    title: 'No organisation',
    en: 'Your account does not belong to an organisation any more. Ask its owner.',
    zh: '您的账号不再属于任何组织，请联系组织所有者。',
  },
  IDENTITY_TOO_MANY_ATTEMPTS: {
    status: 429,
    title: 'Too many attempts',
    en: 'Too many attempts. Please wait some minutes and try again.',
    zh: '尝试次数过多，请等待几分钟后再试。',
  },
  IDENTITY_WRONG_PASSWORD: {
    status: 400,
    title: 'Wrong password',
    en: 'The current password is not right.',
    zh: '当前密码不正确。',
  },
  IDENTITY_WRONG_CODE: {
    status: 401,
    title: 'Wrong or expired code',
    en: 'This code is not right or no longer valid. Please request a new one.',
    zh: '验证码不正确或已失效，请重新获取。',
  },
  IDENTITY_MAILBOX_CLOSED: {
    status: 403,
    title: 'Mailbox closed',
    en: 'The mailbox can be opened only on the machine on which Candor runs.',
    zh: '邮箱页面只能在运行 Candor 的机器上打开。',
  },
})
