import { refuse } from './fault.ts'
import { tokensOf, type Token } from './tokens.ts'

export type BinaryOperator = '+' | '-' | '*' | '/' | '%' | '&' | '=' | '<>' | '<' | '<=' | '>' | '>=' | 'and' | 'or'

/** A formula as a tree. `at` is where a part stands in the text. */
export type Formula =
  | { readonly kind: 'number'; readonly value: number; readonly at: number }
  | { readonly kind: 'text'; readonly value: string; readonly at: number }
  | { readonly kind: 'boolean'; readonly value: boolean; readonly at: number }
  | { readonly kind: 'field'; readonly key: string; readonly at: number }
  | { readonly kind: 'not' | 'minus'; readonly of: Formula; readonly at: number }
  | {
      readonly kind: 'binary'
      readonly operator: BinaryOperator
      readonly left: Formula
      readonly right: Formula
      readonly at: number
    }
  | { readonly kind: 'call'; readonly name: string; readonly of: readonly Formula[]; readonly at: number }

/** The longest formula, the deepest one, and the most parts it can have. */
export const formulaLimits = { length: 1000, depth: 32, parts: 200 } as const

/** What binds more tightly stands further down. */
const levels: readonly (readonly string[])[] = [
  ['or'],
  ['and'],
  ['=', '==', '<>', '!=', '<', '<=', '>', '>='],
  ['&'],
  ['+', '-'],
  ['*', '/', '%'],
]
const written: Readonly<Record<string, BinaryOperator>> = { '==': '=', '!=': '<>' }
const comparisons = levels[2]!

class Parser {
  readonly #tokens: readonly Token[]
  #at = 0
  #depth = 0
  #parts = 0

  constructor(source: string) {
    this.#tokens = tokensOf(source)
  }

  whole(): Formula {
    if (this.#next().kind === 'end') throw refuse('empty', 0)
    const formula = this.#level(0)
    const rest = this.#next()
    if (rest.kind !== 'end') throw refuse('unexpected', rest.at, String(rest.value))
    return formula
  }

  #next(): Token {
    return this.#tokens[this.#at]!
  }

  #made<Part extends Formula>(part: Part): Part {
    this.#parts += 1
    if (this.#parts > formulaLimits.parts) throw refuse('large', part.at)
    return part
  }

  #isOperator(among: readonly string[]): boolean {
    const token = this.#next()
    return (token.kind === 'sign' || token.kind === 'name') && among.includes(token.value)
  }

  #level(level: number): Formula {
    const operators = levels[level]
    if (operators === undefined) return this.#unary()
    let left = this.#level(level + 1)
    while (this.#isOperator(operators)) {
      const { value, at } = this.#next()
      this.#at += 1
      const right = this.#level(level + 1)
      const operator = written[String(value)] ?? (value as BinaryOperator)
      left = this.#made({ kind: 'binary', operator, left, right, at })
      // `1 < x < 5` reads like mathematics and would mean something else.
      if (operators === comparisons && this.#isOperator(operators)) {
        throw refuse('unexpected', this.#next().at, String(this.#next().value))
      }
    }
    return left
  }

  /** Counts how deep parts lie in each other, so that no formula can exhaust the stack. */
  #deeper<Part>(read: () => Part): Part {
    this.#depth += 1
    if (this.#depth > formulaLimits.depth) throw refuse('deep', this.#next().at)
    const part = read()
    this.#depth -= 1
    return part
  }

  #unary(): Formula {
    const token = this.#next()
    const kind = this.#isOperator(['not']) ? 'not' : this.#isOperator(['-']) ? 'minus' : undefined
    if (kind === undefined) return this.#single()
    this.#at += 1
    const of = this.#deeper(() => this.#unary())
    return this.#made({ kind, of, at: token.at })
  }

  #expect(sign: string): void {
    const token = this.#next()
    if (token.kind === 'end') throw refuse('end-unexpected', token.at, sign)
    if (token.kind !== 'sign' || token.value !== sign) throw refuse('unexpected', token.at, String(token.value))
    this.#at += 1
  }

  #single(): Formula {
    const token = this.#next()
    this.#at += 1
    if (token.kind === 'number') return this.#made({ kind: 'number', value: token.value, at: token.at })
    if (token.kind === 'text') return this.#made({ kind: 'text', value: token.value, at: token.at })
    if (token.kind === 'name') return this.#named(token.value, token.at)
    if (token.kind === 'sign' && token.value === '(') {
      const inside = this.#deeper(() => this.#level(0))
      this.#expect(')')
      return inside
    }
    if (token.kind === 'end') throw refuse('end-unexpected', token.at)
    throw refuse('unexpected', token.at, token.value)
  }

  #named(name: string, at: number): Formula {
    if (name === 'true' || name === 'false') return this.#made({ kind: 'boolean', value: name === 'true', at })
    if (['and', 'or', 'not'].includes(name)) throw refuse('unexpected', at, name)
    if (this.#next().value !== '(' || this.#next().kind !== 'sign') return this.#made({ kind: 'field', key: name, at })
    this.#at += 1
    const of: Formula[] = []
    if (!this.#isOperator([')'])) {
      do of.push(this.#deeper(() => this.#level(0)))
      while (this.#isOperator([',']) && (this.#at += 1) > 0)
    }
    this.#expect(')')
    return this.#made({ kind: 'call', name, of, at })
  }
}

/** Reads a formula. @throws FormulaError with the place where it is wrong */
export const parseFormula = (source: string): Formula => {
  if (source.length > formulaLimits.length) throw refuse('long', formulaLimits.length)
  return new Parser(source).whole()
}

/** Keys of the fields that a formula uses, each once. */
export const fieldsOf = (formula: Formula): string[] => {
  const found = new Set<string>()
  const visit = (part: Formula): void => {
    if (part.kind === 'field') found.add(part.key)
    if (part.kind === 'not' || part.kind === 'minus') visit(part.of)
    if (part.kind === 'call') part.of.forEach(visit)
    if (part.kind !== 'binary') return
    visit(part.left)
    visit(part.right)
  }
  visit(formula)
  return [...found]
}
