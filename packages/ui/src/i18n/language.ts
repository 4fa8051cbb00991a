import { createStoredChoice, useStored } from '../lib/stored.ts'

export const languages = ['en', 'zh'] as const
export type Language = (typeof languages)[number]

/** Names of the languages, each in itself. */
export const languageNames: Record<Language, string> = { en: 'English', zh: '中文' }

/** BCP 47 tag for `lang`, `Intl` and `Accept-Language`. */
export const localeOf = (language: Language): string => (language === 'zh' ? 'zh-CN' : 'en-GB')

const preferred = (): Language =>
  globalThis.navigator?.languages
    ?.find((tag) => /^(zh|en)\b/i.test(tag))
    ?.toLowerCase()
    .startsWith('zh')
    ? 'zh'
    : 'en'

export const storedLanguage = createStoredChoice('language', languages, preferred)

/** The reader's language and the way to change it. */
export const useLanguage = () => useStored(storedLanguage)
