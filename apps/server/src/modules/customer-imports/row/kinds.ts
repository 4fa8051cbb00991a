import type { EmailPoint, PhonePoint } from '@candor/api'

/** Whether the name of a column says of which kind its address or number is. */
export const saysKind = (column: string): boolean =>
  /work|business|office|company|billing|invoice|other|secondary|alternat|home|personal|mobile|cell|fax|工作|公司|办公|账单|发票|其他|备用|住宅|宅电|手机|移动|传真/i.test(
    column,
  )

/** The kind of an e-mail address by the name of its column. */
export const emailKindOf = (column: string): EmailPoint['kind'] => {
  if (/work|business|office|company|工作|公司|办公/i.test(column)) return 'work'
  if (/billing|invoice|账单|发票/i.test(column)) return 'billing'
  return /other|secondary|alternat|其他|备用/i.test(column) ? 'other' : 'personal'
}

/** The kind of a telephone by the name of its column, or else by its number. */
export const phoneKindOf = (column: string, kind: 'mobile' | 'landline' | 'other'): PhonePoint['kind'] => {
  if (/fax|传真/i.test(column)) return 'fax'
  if (/work|business|office|工作|公司|办公/i.test(column)) return 'work'
  if (/home|家|住宅|宅电/i.test(column)) return 'home'
  if (/other|其他|备用/i.test(column)) return 'other'
  if (/mobile|cell|手机|移动/i.test(column)) return 'mobile'
  return kind === 'landline' ? 'home' : 'mobile'
}
