import { noCap, pointsEarned, type EarnRule, type PointsMovement } from '@candor/api'
import type { Format } from '@candor/ui'
import type { loyaltyTexts } from './loyalty-texts.ts'

type T = ReturnType<typeof loyaltyTexts.useTexts>

/** Whether a rule has an upper limit worth the name. */
export const capOf = (rule: Pick<EarnRule, 'maximumPoints'>): bigint | undefined => {
  const cap = BigInt(rule.maximumPoints)
  return cap >= noCap ? undefined : cap
}

/** What the browser itself gets from amount and rule, to stand beside what the contract says. */
export const recomputed = ({ rule, amount }: Pick<PointsMovement, 'rule' | 'amount'>): bigint =>
  pointsEarned(
    rule
      ? {
          pointsNumerator: BigInt(rule.pointsNumerator),
          spendUnit: BigInt(rule.spendUnit),
          minimumSpend: BigInt(rule.minimumSpend),
          maximumPoints: BigInt(rule.maximumPoints),
        }
      : undefined,
    BigInt(amount),
  ).points

/** The quotient with up to two decimals, rounded down: only for reading, the points are whole-number arithmetic. */
const quotient = (amount: bigint, rule: EarnRule): { text: string; whole: boolean } => {
  const hundredths = (amount * BigInt(rule.pointsNumerator) * 100n) / BigInt(rule.spendUnit)
  const fraction = hundredths % 100n
  return {
    text: `${hundredths / 100n}.${fraction.toString().padStart(2, '0')}`,
    whole: (amount * BigInt(rule.pointsNumerator)) % BigInt(rule.spendUnit) === 0n,
  }
}

/** The computation of one line in words and numbers. */
export const arithmeticSentence = (movement: PointsMovement, format: Format, t: T): string => {
  const { rule, amount, currency, reason } = movement
  if (!rule || reason === 'no-rule') return t('reason.noRule')
  const values = {
    amount: format.money(amount, currency),
    unit: format.money(rule.spendUnit, rule.currency),
    factor: format.number(rule.pointsNumerator),
    points: format.number(movement.points),
  }
  if (reason === 'below-minimum')
    return t('reason.belowMinimum', { amount: values.amount, minimum: format.money(rule.minimumSpend, rule.currency) })
  const { text, whole } = quotient(BigInt(amount), rule)
  if (reason === 'capped') return t('reason.capped', { ...values, exact: text })
  return whole ? t('reason.ruleExact', values) : t('reason.rule', { ...values, exact: text })
}

type Rate = Pick<EarnRule, 'pointsNumerator' | 'spendUnit' | 'currency'>

/** How much a rule gives, in words. */
export const rateSentence = (rule: Rate, format: Format, t: T): string => {
  const unit = format.money(rule.spendUnit, rule.currency)
  return rule.pointsNumerator === '1'
    ? t('sentenceOne', { unit })
    : t('sentence', { points: format.number(rule.pointsNumerator), unit })
}

/** A rule as one plain sentence. */
export const ruleSentence = (
  rule: Pick<EarnRule, 'pointsNumerator' | 'spendUnit' | 'minimumSpend' | 'maximumPoints' | 'currency'>,
  format: Format,
  t: T,
): string => {
  const cap = capOf(rule)
  return [
    rateSentence(rule, format, t),
    rule.minimumSpend === '0'
      ? t('noMinimum')
      : t('minimum', { amount: format.money(rule.minimumSpend, rule.currency) }),
    cap === undefined ? t('noMaximum') : t('maximum', { points: format.number(cap) }),
  ].join(' · ')
}
