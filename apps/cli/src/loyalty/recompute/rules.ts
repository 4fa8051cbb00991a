import { FactsError, type Reader } from './facts.ts'

/** A version of a rule. Times in seconds since 1970; `until` is 0 where the version has no end of its own. */
export type Rule = {
  readonly version: number
  readonly points: bigint
  readonly unit: bigint
  readonly minimum: bigint
  readonly maximum: bigint
  readonly from: number
  readonly until: number
}

/** Reads a line of rules.jsonl. @throws FactsError */
export const ruleOf = (where: string, read: Reader, hasEnd: boolean): Rule => {
  const rule = {
    version: read.count('version'),
    points: read.whole('pointsNumerator'),
    unit: read.whole('spendUnit'),
    minimum: read.whole('minimumSpend'),
    maximum: read.whole('maximumPoints'),
    from: read.time('startsAt'),
    until: hasEnd ? read.time('endsAt') : 0,
  }
  if (rule.unit === 0n) throw new FactsError(`${where}: "spendUnit" is 0.`)
  return rule
}

/** The rule in force: the version that started last, unless it has ended. The one before it does not come back. */
export const ruleAt = (rules: readonly Rule[], time: number): Rule | undefined => {
  const started = rules.findLast(({ from }) => from <= time)
  return started !== undefined && (started.until === 0 || time < started.until) ? started : undefined
}

/** Amount × points ÷ unit, rounded down; at most the maximum, nothing below the minimum. */
export const pointsOf = (rule: Rule | undefined, amount: bigint): bigint => {
  if (rule === undefined || amount < rule.minimum) return 0n
  const points = (amount * rule.points) / rule.unit
  return points > rule.maximum ? rule.maximum : points
}
