import { kindOf, kinds, type Kind } from './signs.ts'

/** A text cut into signs (code points) and tokens (runs of signs of one kind). */
export type Tokens = {
  /** The text as it is compared: compatibility forms and capitals levelled (Unicode NFKC, lower case). */
  readonly text: string
  /** By sign: its code point, and its place in the text. */
  readonly codes: readonly number[]
  readonly places: readonly number[]
  /** By token: its first sign, the sign after its last, and what it is made of. */
  readonly from: readonly number[]
  readonly to: readonly number[]
  readonly kinds: readonly Kind[]
}

const levelled = (text: string): string => text.normalize('NFKC').toLowerCase()

const isApostrophe = (code: number): boolean => code === 0x27 || code === 0x2019

/**
 * Cuts a text into tokens. Blanks part words, yet not ideographs: whether 我 要 退款 was cut into words beforehand does not
 * change what it says.
 * @param longest UTF-16 units that are looked at
 */
export const tokensOf = (raw: string, longest: number): Tokens => {
  const text = levelled(raw.slice(0, longest))
  const [codes, places, from, to, tokenKinds]: [number[], number[], number[], number[], Kind[]] = [[], [], [], [], []]
  let [open, blankBefore]: [Kind, boolean] = [kinds.blank, true]
  for (let place = 0; place < text.length;) {
    const code = text.codePointAt(place)!
    const width = code > 0xffff ? 2 : 1
    let kind = kindOf(code)
    if (
      open === kinds.word &&
      !blankBefore &&
      isApostrophe(code) &&
      kindOf(text.codePointAt(place + 1) ?? 32) === kinds.word
    ) {
      kind = kinds.word
    }
    if (kind === kinds.blank) {
      blankBefore = true
    } else {
      const joins = kind === open && (kind === kinds.ideograph || !blankBefore)
      if (joins) to[to.length - 1] = codes.length + 1
      else {
        from.push(codes.length)
        to.push(codes.length + 1)
        tokenKinds.push(kind)
      }
      codes.push(isApostrophe(code) ? 0x27 : code)
      places.push(place)
      open = kind
      blankBefore = false
    }
    place += width
  }
  return { text, codes, places, from, to, kinds: tokenKinds }
}
