import { ruleChanges, type EarnRule } from '@candor/api'
import { useFormat } from '@candor/ui'
import { capOf, rateSentence } from './arithmetic.ts'
import { designerTexts } from './designer-texts.ts'
import { loyaltyTexts } from './loyalty-texts.ts'
import styles from './designer.module.css'

/** In what a version differs from the one before it, in words. */
export const RuleDifferences = ({ rule, before }: { readonly rule: EarnRule; readonly before: EarnRule }) => {
  const t = designerTexts.useTexts()
  const words = loyaltyTexts.useTexts()
  const format = useFormat()
  const minimum = ({ minimumSpend, currency }: EarnRule) =>
    minimumSpend === '0' ? t('changes.none') : format.money(minimumSpend, currency)
  const maximum = (each: EarnRule) => {
    const cap = capOf(each)
    return cap === undefined ? t('changes.noLimit') : format.number(cap)
  }
  const said = {
    rate: () =>
      t('changes.rate', { before: rateSentence(before, format, words), after: rateSentence(rule, format, words) }),
    minimum: () => t('changes.minimum', { before: minimum(before), after: minimum(rule) }),
    maximum: () => t('changes.maximum', { before: maximum(before), after: maximum(rule) }),
    dates: () => t('changes.dates'),
  }
  return (
    <p className={styles['changes']}>
      {t('changes.title', { version: before.version })}:{' '}
      {ruleChanges(rule, before)
        .map((change) => said[change]())
        .join(' · ')}
    </p>
  )
}
