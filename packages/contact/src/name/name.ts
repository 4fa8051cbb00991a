import { compactText, foldText } from '../text/fold.ts'
import { isHan } from '../text/script.ts'
import { splitChineseName } from './chinese.ts'
import { pinyinOf } from './pinyin.ts'
import { splitWesternName } from './western.ts'

/** A person's name, taken apart. Parts that it does not have are ''. */
export type PersonName = {
  readonly script: 'han' | 'other'
  readonly title: string
  readonly given: string
  readonly middle: string
  readonly family: string
  readonly suffix: string
  /** As it is shown in its own script and order. */
  readonly display: string
  /** Folded forms under which it is found: whole, family name first, and for Chinese in pinyin and by its initials. */
  readonly search: readonly string[]
}

const familyFirstLanguages = new Set(['zh', 'ja', 'ko', 'hu', 'vi', 'mn'])

/** Whether names begin with the family name where a locale (BCP 47) is spoken. */
export const isFamilyFirst = (locale: string): boolean => familyFirstLanguages.has(new Intl.Locale(locale).language)

const joined = (...parts: readonly string[]): string => parts.filter((part) => part !== '').join(' ')

/**
 * Takes a person's name apart.
 * @param text as it was typed; keep it
 * @param locale decides the order of names in an alphabet (`Nagy Anna` in `hu`); Chinese ones begin with the family name anywhere
 * @returns nothing for an empty text
 */
export const readName = (text: string, locale: string): PersonName | undefined => {
  if (foldText(text) === '') return undefined
  const chinese = isHan(text) ? splitChineseName(text) : undefined
  if (chinese !== undefined) {
    const { family, given, full } = chinese
    const pinyin = pinyinOf(chinese)
    return {
      script: 'han',
      title: '',
      given,
      middle: '',
      family,
      suffix: '',
      display: full,
      search: [...new Set([compactText(full), pinyin.full, pinyin.reversed, pinyin.initials])].filter(
        (form) => form !== '',
      ),
    }
  }
  const parts = splitWesternName(text, { familyFirst: isFamilyFirst(locale) })
  const display = joined(parts.title, parts.given, parts.middle, parts.family, parts.suffix)
  const search = [
    foldText(joined(parts.given, parts.middle, parts.family)),
    foldText(joined(parts.family, parts.given, parts.middle)),
  ]
  return { script: 'other', ...parts, display, search: [...new Set(search)] }
}
