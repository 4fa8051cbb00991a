import type { EarnRule } from './loyalty.ts'

/** The numbers by which two versions of a rule may differ. */
export type RuleNumbers = Pick<EarnRule, 'pointsNumerator' | 'spendUnit' | 'minimumSpend' | 'maximumPoints'>

/** What a version changes against the one before it. */
export type RuleChange = 'rate' | 'minimum' | 'maximum' | 'dates'

/** Cross-multiplied, so that 1 for 100 and 2 for 200 are the same rate. */
const sameRate = (one: RuleNumbers, other: RuleNumbers): boolean =>
  BigInt(one.pointsNumerator) * BigInt(other.spendUnit) === BigInt(other.pointsNumerator) * BigInt(one.spendUnit)

/**
 * In what two neighbouring versions differ; `dates` where it is in nothing else.
 * @param before the version before, if there is one
 */
export const ruleChanges = (rule: RuleNumbers, before: RuleNumbers | undefined): RuleChange[] => {
  if (before === undefined) return []
  const changes: (RuleChange | false)[] = [
    !sameRate(rule, before) && 'rate',
    BigInt(rule.minimumSpend) !== BigInt(before.minimumSpend) && 'minimum',
    BigInt(rule.maximumPoints) !== BigInt(before.maximumPoints) && 'maximum',
  ]
  const found = changes.filter((change) => change !== false)
  return found.length === 0 ? ['dates'] : found
}
