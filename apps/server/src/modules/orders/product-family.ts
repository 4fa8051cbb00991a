import type { Tx } from '../../platform/db/index.ts'

/** Which merchant sells products whose description matches the pattern. */
export type FamilyRule = { readonly pattern: string; readonly merchantId: string }

const escape = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')

/** Chinese is written without blanks, so there a pattern may stand anywhere. */
const han = /\p{Script=Han}/u

const sourceOf = (pattern: string): string => {
  if (pattern === '*') return '^'
  const isOpen = pattern.endsWith('*')
  const words = (isOpen ? pattern.slice(0, -1) : pattern)
    .trim()
    .split(/\s+/)
    .map(escape)
    .join(String.raw`\s+`)
  const [before, after] = han.test(pattern) ? ['', ''] : [String.raw`(?<![\p{L}\p{N}])`, String.raw`(?![\p{L}\p{N}])`]
  return before + words + (isOpen ? '' : after)
}

type Compiled = { readonly merchantId: string; readonly expression: RegExp }

/** Neighbouring rules of one merchant become one expression: among themselves their order does not matter. */
const compile = (rules: readonly FamilyRule[]): Compiled[] => {
  const groups: { merchantId: string; sources: string[] }[] = []
  for (const { pattern, merchantId } of rules) {
    const last = groups.at(-1)
    if (last?.merchantId === merchantId) last.sources.push(sourceOf(pattern))
    else groups.push({ merchantId, sources: [sourceOf(pattern)] })
  }
  return groups.map(({ merchantId, sources }) => ({ merchantId, expression: new RegExp(sources.join('|'), 'iu') }))
}

/**
 * Makes the function that finds the merchant of a product.
 * @param rules tried in order; the first that matches decides
 * @returns description → merchant id, or nothing when no rule matches
 */
export const familyReader = (rules: readonly FamilyRule[]): ((description: string) => string | undefined) => {
  const compiled = compile(rules)
  const known = new Map<string, string | undefined>()
  return (description) => {
    const before = known.get(description)
    if (before !== undefined || known.has(description)) return before
    const found = compiled.find(({ expression }) => expression.test(description))?.merchantId
    // Descriptions repeat by the thousand; a file of nothing but new ones must not fill the memory.
    if (known.size > 100_000) known.clear()
    known.set(description, found)
    return found
  }
}

/** The organisation's rules in their order. */
export const familyRules = async (tx: Tx): Promise<FamilyRule[]> =>
  tx.rows<FamilyRule>({
    text: `select pattern, merchant_id as "merchantId" from product_family
            where organisation_id = $1 order by position`,
    values: [tx.organisationId],
  })
