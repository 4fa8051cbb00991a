import { pinyin } from 'pinyin-pro'
import { splitChineseName, type ChineseName } from './chinese.ts'

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

const hanRuns = /\p{Script=Han}+/gu

/** With ü as v, as it is typed, and as u, as those type it who read it without its dots. */
const spellings = (form: string): string[] => (form.includes('v') ? [form, form.replaceAll('v', 'u')] : [form])

/**
 * The forms in letters under which a text is found that holds Chinese: of a person's name the pinyin in either order and the
 * initials, of anything else the pinyin and the initials of each stretch of it.
 * @returns nothing for a text without Chinese characters
 */
export const readingsOf = (text: string): string[] => {
  const stretches = text.normalize('NFKC').match(hanRuns)
  if (stretches === null) return []
  const name = splitChineseName(text)
  const read = (name ? [name] : stretches.map((each) => splitChineseName(each) ?? { family: '', given: each })).map(
    pinyinOf,
  )
  return [
    ...new Set(read.flatMap(({ full, reversed, initials }) => [full, reversed, initials]).flatMap(spellings)),
  ].filter((form) => form !== '')
}
