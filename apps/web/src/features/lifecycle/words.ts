import type { LifecycleCondition } from '@candor/api'
import { useFormat } from '@candor/ui'
import { lifecycleTexts } from './lifecycle-texts.ts'

/** Says conditions in plain words: "no order for 365 days". */
export const useConditionWords = (currency: string): ((condition: LifecycleCondition) => string) => {
  const t = lifecycleTexts.useTexts()
  const format = useFormat()
  return ({ measure, is, value }) =>
    t(`condition.${measure}.${is}`, {
      value: measure === 'spent' ? format.money(String(value), currency) : format.number(value),
    })
}

/** Name of the class at a place, highest first. */
export const className = (at: number): string => String.fromCodePoint(65 + at)
