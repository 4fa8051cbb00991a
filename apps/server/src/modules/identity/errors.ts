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
  IDENTITY_CODE_NEEDED: {
    status: 401,
    title: 'Code needed',
    en: 'Enter the code of your authenticator app.',
    zh: '请输入身份验证器应用中的验证码。',
  },
  IDENTITY_WRONG_SECOND_FACTOR: {
    status: 401,
    title: 'Wrong code',
    en: 'This code is not right, or was used already. Wait for the next one.',
    zh: '验证码不正确或已使用，请等待下一个。',
  },
  IDENTITY_SECOND_FACTOR_ON: {
    status: 409,
    title: 'Second factor on already',
    en: 'Your account has a second factor already. Switch it off first.',
    zh: '您的账号已启用双重验证，请先关闭。',
  },
  IDENTITY_SECOND_FACTOR_OFF: {
    status: 409,
    title: 'No second factor',
    en: 'Your account has no second factor.',
    zh: '您的账号未启用双重验证。',
  },
  IDENTITY_COMMON_PASSWORD: {
    status: 400,
    title: 'Common password',
    en: 'This password is easily guessed. Put together a few words that do not belong together.',
    zh: '该密码容易被猜到，请将几个互不相关的词组合起来。',
  },
  IDENTITY_LINK_DEAD: {
    status: 404,
    title: 'Dead link',
    en: 'This link does not open anything any more. Ask for a new one.',
    zh: '该链接已失效，请索取新的链接。',
  },
  IDENTITY_ALREADY_HERE: {
    status: 409,
    title: 'Works here already',
    en: 'Somebody with this address works here already.',
    zh: '该邮箱的人员已在本组织中。',
  },
  IDENTITY_WORKS_ELSEWHERE: {
    status: 409,
    title: 'Works elsewhere',
    en: 'This address already works for another organisation. Ask for an invitation to another address.',
    zh: '该邮箱已属于另一个组织，请使用其他邮箱接受邀请。',
  },
  IDENTITY_NO_SUCH_ROLE: {
    status: 400,
    title: 'No such role',
    en: 'There is no such role. Reload the page and choose again.',
    zh: '该角色不存在，请刷新页面后重新选择。',
  },
  IDENTITY_OWN_ROLE: {
    status: 403,
    title: 'Own role',
    en: 'You cannot change what you may do yourself. Ask another administrator.',
    zh: '您不能更改自己的权限，请联系其他管理员。',
  },
  IDENTITY_OWNERS_ONLY: {
    status: 403,
    title: 'Owners only',
    en: 'Only an owner can make somebody an owner or change one.',
    zh: '只有所有者才能任命或更改所有者。',
  },
  IDENTITY_LAST_OWNER: {
    status: 409,
    title: 'Last owner',
    en: 'This is the last owner. Make somebody else owner first.',
    zh: '这是最后一位所有者，请先任命其他所有者。',
  },
  IDENTITY_ROLE_IN_USE: {
    status: 409,
    title: 'Role in use',
    en: 'Somebody has this role. Give them another one first.',
    zh: '仍有人使用该角色，请先为其更换角色。',
  },
  IDENTITY_SET_UP_DONE: {
    status: 404,
    title: 'Nothing to set up',
    en: 'Candor is set up already, or the link is from an earlier start. See the console of the server.',
    zh: 'Candor 已完成设置，或链接来自之前的启动。请查看服务器控制台。',
  },
  IDENTITY_MAILBOX_CLOSED: {
    status: 403,
    title: 'Mailbox closed',
    en: 'The mailbox can be opened only on the machine on which Candor runs.',
    zh: '邮箱页面只能在运行 Candor 的机器上打开。',
  },
})
