import { noCap } from '@candor/api'
import { plural, type Words } from './context.ts'

/** A rule as the contract's ABI carries it. */
export type RuleValues = {
  readonly pointsNumerator: number
  readonly spendUnit: number
  readonly minimumSpend: number
  readonly maximumPoints: number
  readonly startsAt: number
  readonly endsAt: number
}

/** A rule in words: `1 point per £1.00, from £5.00 on, at most 500 points a purchase, from 1 Mar 2026 on`. */
export const ruleWords = (programme: number, rule: RuleValues, words: Words): string => {
  const { say, money, number, time } = words
  const points = plural(rule.pointsNumerator, 'point', 'points', number(rule.pointsNumerator))
  const spend = money(programme, rule.spendUnit)
  const parts = [say(`${points} per ${spend}`, `每 ${spend} 得 ${number(rule.pointsNumerator)} 分`)]
  if (rule.minimumSpend > 0) {
    const least = money(programme, rule.minimumSpend)
    parts.push(say(`purchases from ${least}`, `消费满 ${least}`))
  }
  if (BigInt(rule.maximumPoints) < noCap) {
    const most = number(rule.maximumPoints)
    parts.push(say(`at most ${most} a purchase`, `单笔最多 ${most} 分`))
  }
  const start = time(rule.startsAt)
  parts.push(
    rule.endsAt === 0
      ? say(`from ${start} on`, `自 ${start} 起`)
      : say(`from ${start} to ${time(rule.endsAt)}`, `自 ${start} 至 ${time(rule.endsAt)}`),
  )
  return parts.join(say(', ', '，'))
}
