import { refuse } from './fault.ts'

/** A word of a formula; `at` is where it begins, counted in characters from 0. */
export type Token =
  | { readonly kind: 'number'; readonly value: number; readonly at: number }
  | { readonly kind: 'text'; readonly value: string; readonly at: number }
  | { readonly kind: 'name'; readonly value: string; readonly at: number }
  | { readonly kind: 'sign'; readonly value: string; readonly at: number }
  | { readonly kind: 'end'; readonly value: ''; readonly at: number }

const numberPattern = /\d+(?:\.\d+)?/y
const namePattern = /[a-z_][\w]*/iy
const signPattern = /<=|>=|<>|!=|==|[-+*/%&=<>(),]/y
const spacePattern = /\s+/y

const matched = (pattern: RegExp, source: string, at: number): string | undefined => {
  pattern.lastIndex = at
  return pattern.exec(source)?.[0]
}

/** Text between quotes; a quote inside is written twice. */
const quoted = (source: string, at: number): { readonly value: string; readonly length: number } => {
  let value = ''
  for (let next = at + 1; next < source.length; next += 1) {
    if (source[next] !== '"') value += source[next]
    else if (source[next + 1] === '"') {
      value += '"'
      next += 1
    } else return { value, length: next + 1 - at }
  }
  throw refuse('text-open', at)
}

/** Takes a formula apart. @throws FormulaError where something is no part of the language */
export const tokensOf = (source: string): Token[] => {
  const tokens: Token[] = []
  let at = 0
  while (at < source.length) {
    const space = matched(spacePattern, source, at)
    const number = matched(numberPattern, source, at)
    const name = matched(namePattern, source, at)
    const sign = matched(signPattern, source, at)
    if (space !== undefined) at += space.length
    else if (source[at] === '"') {
      const { value, length } = quoted(source, at)
      tokens.push({ kind: 'text', value, at })
      at += length
    } else if (number !== undefined) {
      if (number.length > 15) throw refuse('number-long', at)
      tokens.push({ kind: 'number', value: Number(number), at })
      at += number.length
    } else if (name !== undefined) {
      tokens.push({ kind: 'name', value: name.toLowerCase(), at })
      at += name.length
    } else if (sign === undefined) throw refuse('sign-unknown', at, source[at])
    else {
      tokens.push({ kind: 'sign', value: sign, at })
      at += sign.length
    }
  }
  return [...tokens, { kind: 'end', value: '', at: source.length }]
}
