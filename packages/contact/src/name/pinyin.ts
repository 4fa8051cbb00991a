import { pinyin } from 'pinyin-pro'
import type { ChineseName } from './chinese.ts'

/** How a Chinese name is typed by somebody without a Chinese keyboard; without tones and blanks. */
export type PinyinName = {
  readonly family: string
  readonly given: string
  /** `ouyangxiu` */
  readonly full: string
  /** `xiuouyang`, as Western forms have it. */
  readonly reversed: string
  /** `oyx` */
  readonly initials: string
}

const syllables = (text: string, isSurname: boolean): string[] =>
  text === ''
    ? []
    : pinyin(text, {
        toneType: 'none',
        type: 'array',
        v: true,
        nonZh: 'removed',
        // Some characters are read differently in a surname: 曾 zeng, 单 shan, 仇 qiu.
        surname: isSurname ? 'all' : 'off',
      }).map((syllable) => syllable.toLowerCase())

/** The pinyin of a name (GB/T 28039-2011: family name first; ü as v, as it is typed). */
export const pinyinOf = ({ family, given }: Pick<ChineseName, 'family' | 'given'>): PinyinName => {
  const [first, second] = [syllables(family, true), syllables(given, false)]
  return {
    family: first.join(''),
    given: second.join(''),
    full: [...first, ...second].join(''),
    reversed: [...second, ...first].join(''),
    initials: [...first, ...second].map((syllable) => syllable.charAt(0)).join(''),
  }
}
