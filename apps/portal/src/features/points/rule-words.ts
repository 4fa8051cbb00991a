import { noCap, type EarnRule } from '@candor/api'
import type { Format } from '@candor/ui'
import type { pointsTexts } from './texts.ts'

type T = ReturnType<typeof pointsTexts.useTexts>

/** A version as far as words need it. */
export type WordedRule = Pick<
  EarnRule,
  'pointsNumerator' | 'spendUnit' | 'minimumSpend' | 'maximumPoints' | 'currency' | 'startsAt' | 'endsAt'
>

/** An amount without its empty pence: £1 rather than £1.00. */
export const shortMoney = (minor: string, currency: string, format: Format): string =>
  format.money(minor, currency).replace(/[.,]0+$/, '')

/** “1 point per £1”. */
export const rateOf = (rule: WordedRule, t: T, format: Format): string =>
  t('line.per', { count: Number(rule.pointsNumerator), unit: shortMoney(rule.spendUnit, rule.currency, format) })

export const minimumOf = (rule: WordedRule, t: T, format: Format): string =>
  rule.minimumSpend === '0'
    ? t('line.minimumNone')
    : t('line.minimum', { amount: shortMoney(rule.minimumSpend, rule.currency, format) })

export const capOf = (rule: WordedRule, t: T): string =>
  BigInt(rule.maximumPoints) >= noCap ? t('line.capNone') : t('line.cap', { count: Number(rule.maximumPoints) })

/** When the version is in force, by its own dates. */
export const periodOf = (rule: WordedRule, t: T, format: Format): string =>
  rule.endsAt
    ? t('line.fromTo', { from: format.date(rule.startsAt), to: format.date(rule.endsAt) })
    : t('line.from', { date: format.date(rule.startsAt) })
