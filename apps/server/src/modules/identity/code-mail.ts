import type { Language } from '../../platform/errors.ts'

/** The mail that brings a one-time code. */
export const codeMail = (
  language: Language,
  organisation: string,
  code: string,
  minutes: number,
): { subject: string; text: string } =>
  language === 'zh-CN'
    ? {
        subject: `${organisation}：您的登录验证码`,
        text: `您的登录验证码是 ${code}，${minutes} 分钟内有效。\n\n如果不是您本人在登录，请忽略此邮件；没有验证码，任何人都无法登录。`,
      }
    : {
        subject: `${organisation}: your sign-in code`,
        text: `Your sign-in code is ${code}. It is valid for ${minutes} minutes.\n\nIf it was not you who asked for it, ignore this mail: nobody can sign in without the code.`,
      }
