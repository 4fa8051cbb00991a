/** What a code point is to the reader of a text: part of a word, a sign of a script without blanks, a blank, or something else. */
export const kinds = { blank: 0, word: 1, ideograph: 2, symbol: 3 } as const
export type Kind = (typeof kinds)[keyof typeof kinds]

const isWord = /[\p{L}\p{N}\p{M}]/u
const isBlank = /[\s\p{C}]/u

const classified = (code: number): Kind => {
  // Han, kana and the scripts of South-East Asia part their words by no blank (Unicode Script property).
  const sign = String.fromCodePoint(code)
  if (
    (code >= 0x2e80 && code <= 0x2fdf) ||
    (code >= 0x3005 && code <= 0x3007) ||
    (code >= 0x3040 && code <= 0x30ff) ||
    (code >= 0x3400 && code <= 0x9fff) ||
    (code >= 0xf900 && code <= 0xfaff) ||
    (code >= 0x20000 && code <= 0x3ffff) ||
    (code >= 0x0e00 && code <= 0x0eff) ||
    (code >= 0x1000 && code <= 0x109f) ||
    (code >= 0x1780 && code <= 0x17ff)
  ) {
    return kinds.ideograph
  }
  if (isWord.test(sign)) return kinds.word
  return isBlank.test(sign) ? kinds.blank : kinds.symbol
}

/** The kinds of the first 65,536 code points, each found out once. */
const table = new Int8Array(0x10000).fill(-1)

/** The kind of a code point. */
export const kindOf = (code: number): Kind => {
  if (code >= 0x10000) return classified(code)
  const known = table[code]!
  if (known >= 0) return known as Kind
  const kind = classified(code)
  table[code] = kind
  return kind
}
