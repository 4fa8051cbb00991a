import type { CustomInput, FieldSettings, ObjectIcon } from '@candor/api'
import type { Tx } from '../../../platform/db/index.ts'
import { createField } from '../definitions/change.ts'
import { anybody, type FieldsNeeds } from '../needs.ts'
import { createObject } from './change.ts'
import { allObjects, findObject } from './object.ts'
import { addRecord } from './records.ts'

const by = { actor: 'system', purpose: 'demonstration' } as const
const nothing = { en: '', zh: '' }
const option = (key: string, en: string, zh: string) => ({ key, label: { en, zh }, retired: false })

type Field = readonly [key: string, en: string, zh: string, settings: FieldSettings]

const fieldsIn = (currency: string): readonly Field[] => [
  ['owner', 'Customer', '客户', { type: 'customer' }],
  ['serial', 'Serial number', '序列号', { type: 'text', multiline: false, maximumLength: 20 }],
  [
    'state',
    'State',
    '状态',
    {
      type: 'choice',
      options: [
        option('in_use', 'In use', '使用中'),
        option('in_repair', 'In repair', '维修中'),
        option('returned', 'Returned', '已退回'),
      ],
      default: 'in_use',
    },
  ],
  ['delivered', 'Delivered', '交付日期', { type: 'date' }],
  ['price', 'Price', '价格', { type: 'money', currency, minimum: '0' }],
  [
    'warranty_ends',
    'Warranty ends',
    '保修截止',
    { type: 'formula', expression: 'add_months(delivered, 24)', result: 'date', decimals: 0 },
  ],
]

const things = [
  ['Display cabinet, oak', '橡木展示柜'],
  ['Tea urn, 12 litres', '12升茶水桶'],
  ['Label printer', '标签打印机'],
  ['Gift-wrap station', '礼品包装台'],
  ['Counter scale', '柜台秤'],
  ['Window lantern set', '橱窗灯笼套装'],
] as const
const states = ['in_use', 'in_use', 'in_repair', 'in_use', 'returned'] as const

const valuesAt = (at: number, customerId: string, language: 'en' | 'zh'): CustomInput => ({
  title: things[at % things.length]![language === 'en' ? 0 : 1],
  owner: customerId,
  serial: `EQ-${10_200 + at * 37}`,
  state: states[at % states.length]!,
  delivered: `${2023 + (at % 3)}-${String(1 + ((at * 5) % 12)).padStart(2, '0')}-${String(1 + ((at * 7) % 28)).padStart(2, '0')}`,
  price: String(18_900 + at * 4_350),
})

const icon: ObjectIcon = 'tool'

/**
 * Gives a demo company an object of its own: equipment that stands with customers. What is there already is left.
 * @param customerIds with whom it stands, always in the same order
 */
export const furnishObjects = async (
  tx: Tx,
  needs: FieldsNeeds,
  { customerIds, currency, language }: { customerIds: readonly string[]; currency: string; language: 'en' | 'zh' },
): Promise<void> => {
  if ((await allObjects(tx)).length > 0) return
  const key = 'equipment'
  await createObject(
    tx,
    needs,
    {
      key,
      name: { en: 'Piece of equipment', zh: '设备' },
      plural: { en: 'Equipment', zh: '设备' },
      icon,
      personal: true,
      seenBy: null,
      editedBy: null,
      binnedBy: null,
    },
    by,
  )
  for (const [field, en, zh, settings] of fieldsIn(currency)) {
    const shape = { help: nothing, section: nothing, required: false, seenBy: null, editedBy: null }
    await createField(tx, needs, key, { key: field, label: { en, zh }, settings, ...shape }, by)
  }
  const object = (await findObject(tx, key))!
  for (const [at, id] of customerIds.entries()) {
    await addRecord(tx, needs, object, valuesAt(at, id, language), anybody, by)
  }
}
