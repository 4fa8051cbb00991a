/**
 * Patterns that a company writes for its own fields, such as `[A-Z]{2}-\d{4}`. They are a part of the usual regular
 * expressions, without anything that needs going back in the text, and are run as a set of states that moves along it
 * (K. Thompson, Regular Expression Search Algorithm, 1968): the time grows with the length of text times pattern,
 * whatever anybody writes. A pattern always means the whole text.
 */

/** Does a character belong here? */
type Test = (char: string) => boolean

type Node =
  | { readonly kind: 'char'; readonly test: Test }
  | { readonly kind: 'all'; readonly parts: readonly Node[] }
  | { readonly kind: 'any'; readonly parts: readonly Node[] }
  | { readonly kind: 'repeat'; readonly part: Node; readonly least: number; readonly most: number }

/** A step of the machine: it takes a character, or goes on to other steps without one. */
type Step =
  | { readonly test: Test; readonly next: number }
  | { readonly ways: readonly number[] }
  | { readonly end: true }

/** A pattern that can be asked. */
export type FieldPattern = { readonly matches: (text: string) => boolean }

/** Why a pattern cannot be used, and at which character of it (from 0). */
export type PatternFault = {
  readonly fault: 'unfinished' | 'unexpected' | 'unknown' | 'range' | 'large' | 'deep'
  readonly at: number
}

const mostSteps = 2000
const deepest = 20
const longestRun = 500

class Refused extends Error {
  readonly pattern: PatternFault
  constructor(fault: PatternFault['fault'], at: number) {
    super(fault)
    this.pattern = { fault, at }
  }
}

const digit: Test = (char) => char >= '0' && char <= '9'
const word: Test = (char) => /^[\p{L}\p{N}_]$/u.test(char)
const space: Test = (char) => /^\s$/u.test(char)
const not =
  (test: Test): Test =>
  (char) =>
    !test(char)

const classes: Readonly<Record<string, Test>> = {
  d: digit,
  D: not(digit),
  w: word,
  W: not(word),
  s: space,
  S: not(space),
}

/** Reads a pattern by going down from alternatives to single characters. */
class Reader {
  readonly #chars: readonly string[]
  #at = 0
  #depth = 0

  constructor(source: string) {
    this.#chars = Array.from(source)
  }

  whole(): Node {
    if (this.#peek() === '^') this.#at += 1
    const node = this.#alternatives()
    if (this.#peek() === '$' && this.#at === this.#chars.length - 1) this.#at += 1
    if (this.#at < this.#chars.length) throw new Refused('unexpected', this.#at)
    return node
  }

  #peek(): string | undefined {
    return this.#chars[this.#at]
  }

  #take(): string {
    const char = this.#chars[this.#at]
    if (char === undefined) throw new Refused('unfinished', this.#at)
    this.#at += 1
    return char
  }

  #alternatives(): Node {
    const parts = [this.#sequence()]
    while (this.#peek() === '|') {
      this.#at += 1
      parts.push(this.#sequence())
    }
    return parts.length === 1 ? parts[0]! : { kind: 'any', parts }
  }

  #sequence(): Node {
    const parts: Node[] = []
    for (let char = this.#peek(); char !== undefined && char !== '|' && char !== ')'; char = this.#peek()) {
      if (char === '$' && this.#at === this.#chars.length - 1) break
      parts.push(this.#repeated(this.#single()))
    }
    return { kind: 'all', parts }
  }

  #repeated(part: Node): Node {
    const char = this.#peek()
    const known = { '?': [0, 1], '*': [0, Infinity], '+': [1, Infinity] }[char ?? '']
    if (known !== undefined) {
      this.#at += 1
      return this.#onlyOnce({ kind: 'repeat', part, least: known[0]!, most: known[1]! })
    }
    if (char !== '{') return part
    const start = this.#at
    const text = this.#until('}')
    const match = /^\{(\d{1,3})(?:(,)(\d{1,3})?)?\}$/.exec(text)
    if (match === null) throw new Refused('unexpected', start)
    const least = Number(match[1])
    const most = match[2] === undefined ? least : match[3] === undefined ? Infinity : Number(match[3])
    if (most < least || least > longestRun || (most !== Infinity && most > longestRun))
      throw new Refused('range', start)
    return this.#onlyOnce({ kind: 'repeat', part, least, most })
  }

  /** `a+?` and `a{2}+` mean something else in other kinds of patterns, so they are refused. */
  #onlyOnce(node: Node): Node {
    if (['?', '*', '+', '{'].includes(this.#peek() ?? '')) throw new Refused('unexpected', this.#at)
    return node
  }

  #until(last: string): string {
    let text = ''
    for (;;) {
      const char = this.#take()
      text += char
      if (char === last) return text
    }
  }

  #single(): Node {
    const at = this.#at
    const char = this.#take()
    if (char === '(') return this.#group(at)
    if (char === '[') return { kind: 'char', test: this.#set() }
    if (char === '.') return { kind: 'char', test: () => true }
    if (char === '\\') return { kind: 'char', test: this.#escaped() }
    if ('?*+{}])^$'.includes(char)) throw new Refused('unexpected', at)
    return { kind: 'char', test: (one) => one === char }
  }

  #group(at: number): Node {
    this.#depth += 1
    if (this.#depth > deepest) throw new Refused('deep', at)
    if (this.#peek() === '?') {
      this.#at += 1
      if (this.#take() !== ':') throw new Refused('unknown', at)
    }
    const node = this.#alternatives()
    if (this.#take() !== ')') throw new Refused('unexpected', this.#at - 1)
    this.#depth -= 1
    return node
  }

  #escaped(): Test {
    const at = this.#at
    const char = this.#take()
    const known = classes[char]
    if (known !== undefined) return known
    if (/^[\p{L}\p{N}]$/u.test(char)) throw new Refused('unknown', at)
    return (one) => one === char
  }

  #set(): Test {
    const isNegated = this.#peek() === '^'
    if (isNegated) this.#at += 1
    const tests: Test[] = []
    while (this.#peek() !== ']') tests.push(this.#member())
    this.#at += 1
    if (tests.length === 0) throw new Refused('unexpected', this.#at - 1)
    const among: Test = (char) => tests.some((test) => test(char))
    return isNegated ? not(among) : among
  }

  #member(): Test {
    const at = this.#at
    const from = this.#take()
    if (from === '\\') return this.#escaped()
    if (this.#peek() !== '-' || this.#chars[this.#at + 1] === ']') return (char) => char === from
    this.#at += 1
    const to = this.#take()
    const [low, high] = [from.codePointAt(0)!, to.codePointAt(0)!]
    if (to === '\\' || low > high) throw new Refused('range', at)
    return (char) => char.codePointAt(0)! >= low && char.codePointAt(0)! <= high
  }
}

/** Lays a pattern out as steps, from the end to the beginning: each part knows where it goes on. */
const stepsOf = (node: Node): { readonly steps: readonly Step[]; readonly first: number } => {
  const steps: Step[] = [{ end: true }]
  const add = (step: Step): number => {
    if (steps.length >= mostSteps) throw new Refused('large', 0)
    return steps.push(step) - 1
  }
  const lay = (part: Node, next: number): number => {
    switch (part.kind) {
      case 'char':
        return add({ test: part.test, next })
      case 'all':
        return part.parts.reduceRight((after, each) => lay(each, after), next)
      case 'any':
        return add({ ways: part.parts.map((each) => lay(each, next)) })
      case 'repeat':
      default: {
        let from = next
        if (part.most === Infinity) {
          const ways: number[] = [next]
          from = add({ ways })
          ways.push(lay(part.part, from))
        } else {
          for (let more = part.least; more < part.most; more += 1) from = add({ ways: [lay(part.part, from), next] })
        }
        for (let times = 0; times < part.least; times += 1) from = lay(part.part, from)
        return from
      }
    }
  }
  const first = lay(node, 0)
  return { steps, first }
}

const runner = ({ steps, first }: ReturnType<typeof stepsOf>): FieldPattern => {
  const reach = (from: readonly number[]): Set<number> => {
    const reached = new Set<number>()
    const waiting = [...from]
    for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
      if (reached.has(at)) continue
      reached.add(at)
      const step = steps[at]!
      if ('ways' in step) waiting.push(...step.ways)
    }
    return reached
  }
  return {
    matches: (text) => {
      let now = reach([first])
      for (const char of text) {
        const next: number[] = []
        for (const at of now) {
          const step = steps[at]!
          if ('test' in step && step.test(char)) next.push(step.next)
        }
        if (next.length === 0) return false
        now = reach(next)
      }
      return now.has(0)
    },
  }
}

/**
 * Reads a pattern: characters, `.`, `[a-z]`, `[^…]`, `\d \w \s` and their opposites, `( )`, `|`, `? * + {2} {2,} {2,5}`.
 * Look-around, references and lazy repeats do not exist here.
 * @returns the pattern, or what is wrong with it
 */
export const readPattern = (source: string): FieldPattern | PatternFault => {
  try {
    return runner(stepsOf(new Reader(source).whole()))
  } catch (error) {
    if (error instanceof Refused) return error.pattern
    throw error
  }
}
