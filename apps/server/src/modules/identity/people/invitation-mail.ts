import type { Language } from '../../../platform/errors.ts'

/** The mail that asks somebody to join. */
export const invitationMail = (
  language: Language,
  { organisation, link, days }: { readonly organisation: string; readonly link: string; readonly days: number },
): { subject: string; text: string } =>
  language === 'zh-CN'
    ? {
        subject: `${organisation}邀请您加入 Candor`,
        text: `${organisation}邀请您加入 Candor。请打开以下链接，设置姓名和密码：\n\n${link}\n\n链接只能使用一次，${days} 天内有效。如果您不认识该公司，请忽略此邮件。`,
      }
    : {
        subject: `${organisation} asks you to join Candor`,
        text: `${organisation} asks you to join Candor. Open this link to choose a name and a password:\n\n${link}\n\nThe link opens once and is valid for ${days} days. If you do not know the company, ignore this mail.`,
      }
