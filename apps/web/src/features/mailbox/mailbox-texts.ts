import { defineTexts } from '@candor/ui'

export const mailboxTexts = defineTexts('mailbox', {
  en: {
    title: 'Mailbox',
    lead: 'Mail that this server would send. No mail server is set up, so it stays here.',
    leadSent: 'Mail that this server sent.',
    open: 'Anybody at this computer can read this page, because no mail server is set up and the server can only be reached from this computer.',
    emptyTitle: 'No mail yet',
    emptyText: 'When a customer asks for a sign-in code, the mail with the code appears here.',
    to: 'To {{address}}',
    state: { kept: 'Kept here', queued: 'Waiting', sent: 'Sent', failed: 'Not delivered' },
    code: 'Code {{code}}',
    back: 'To sign-in',
    closed: 'The mailbox is open to owners only.',
  },
  zh: {
    title: '信箱',
    lead: '本服务器要发送的邮件。由于未配置邮件服务器，邮件保留在此。',
    leadSent: '本服务器已发送的邮件。',
    open: '由于未配置邮件服务器，且服务器只能从本机访问，本机上的任何人都能看到此页。',
    emptyTitle: '还没有邮件',
    emptyText: '客户请求登录验证码时，邮件会显示在这里。',
    to: '收件人 {{address}}',
    state: { kept: '保留在此', queued: '等待发送', sent: '已发送', failed: '未送达' },
    code: '验证码 {{code}}',
    back: '前往登录',
    closed: '信箱仅对所有者开放。',
  },
})
