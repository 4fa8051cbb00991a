import type { CustomInput, FieldSettings } from '@candor/api'
import type { Tx } from '../../platform/db/index.ts'
import { createField } from './definitions/change.ts'
import { allFields } from './definitions/definition.ts'
import { anybody, type FieldsNeeds } from './needs.ts'
import { setValues } from './values/set.ts'

const by = { actor: 'system', purpose: 'demonstration' } as const

type DemoField = {
  readonly key: string
  readonly en: string
  readonly zh: string
  readonly settings: FieldSettings
}

const option = (key: string, en: string, zh: string) => ({ key, label: { en, zh }, retired: false })

const fieldsIn = (currency: string): readonly DemoField[] => [
  {
    key: 'member_level',
    en: 'Member level',
    zh: '会员级别',
    settings: {
      type: 'choice',
      options: [option('gold', 'Gold', '金卡'), option('silver', 'Silver', '银卡'), option('bronze', 'Bronze', '铜卡')],
    },
  },
  { key: 'birthday', en: 'Birthday', zh: '生日', settings: { type: 'date', latest: '2026-12-31' } },
  { key: 'credit_limit', en: 'Credit limit', zh: '信用额度', settings: { type: 'money', currency, minimum: '0' } },
  {
    key: 'birth_month',
    en: 'Birthday month',
    zh: '生日月份',
    settings: { type: 'formula', expression: 'month(birthday)', result: 'number', decimals: 0 },
  },
]

/** What the customer at a place of the list has; always the same. */
const valuesAt = (at: number): CustomInput => ({
  member_level: at < 4 ? 'gold' : at % 3 === 0 ? 'bronze' : 'silver',
  birthday: `${1950 + ((at * 7) % 50)}-${String(1 + ((at * 5) % 12)).padStart(2, '0')}-${String(1 + ((at * 11) % 28)).padStart(2, '0')}`,
  ...(at % 2 === 0 && { credit_limit: String((10 - (at % 10)) * 50_000) }),
})

/**
 * Gives a demo company some fields of its own, and a few of its customers values. What is there already is left.
 * @param customerIds those who get values, always in the same order
 */
export const furnishFields = async (
  tx: Tx,
  needs: FieldsNeeds,
  customerIds: readonly string[],
  currency: string,
): Promise<void> => {
  if ((await allFields(tx, 'customer')).length > 0) return
  const nothing = { en: '', zh: '' }
  for (const { key, en, zh, settings } of fieldsIn(currency)) {
    const shape = { help: nothing, section: nothing, required: false, seenBy: null, editedBy: null }
    await createField(tx, needs, 'customer', { key, label: { en, zh }, settings, ...shape }, by)
  }
  const changes = customerIds.map((id, at) => ({ id, values: valuesAt(at) }))
  await setValues(tx, needs, 'customer', changes, anybody, by)
}
