/** Letters that Unicode does not decompose, and what people type for them. */
const undecomposed: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ł: 'l',
  ħ: 'h',
  ı: 'i',
}
const undecomposedPattern = /[ßæœøđðþłħı]/g
const plain = /^[a-z0-9 ]*$/

/**
 * Text as it is compared: compatibility forms unified (NFKC, so full-width digits become digits), lower case, without
 * accents and apostrophes, every other sign a single blank. `O’Brien-Müller` becomes `obrien muller`.
 */
export const foldText = (text: string): string => {
  const lower = text.toLowerCase()
  if (plain.test(lower)) return lower.replaceAll(/ {2,}/g, ' ').trim()
  return lower
    .normalize('NFKC')
    .toLowerCase()
    .normalize('NFD')
    .replaceAll(/(?<=[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}])\p{M}+/gu, '')
    .normalize('NFC')
    .replaceAll(undecomposedPattern, (letter) => undecomposed[letter] ?? letter)
    .replaceAll(/['’‘`´ʼ]/g, '')
    .replaceAll(/[^\p{L}\p{N}\p{M}]+/gu, ' ')
    .trim()
}

/** Folded text without any blank: `van der Berg` and `Vanderberg` become the same. */
export const compactText = (text: string): string => foldText(text).replaceAll(' ', '')
