import type { ImportField, RowReason } from '@candor/api'
import type { Language } from '../../platform/errors.ts'

type Text = Readonly<Record<Language, string>>

const fields: Readonly<Record<ImportField, Text>> = {
  orderNumber: { en: 'order number', 'zh-CN': '订单号' },
  productCode: { en: 'product code', 'zh-CN': '商品编码' },
  description: { en: 'description', 'zh-CN': '商品描述' },
  quantity: { en: 'quantity', 'zh-CN': '数量' },
  placedAt: { en: 'date', 'zh-CN': '日期' },
  unitPrice: { en: 'unit price', 'zh-CN': '单价' },
  customerReference: { en: 'customer', 'zh-CN': '客户' },
  country: { en: 'country', 'zh-CN': '国家' },
  merchant: { en: 'merchant', 'zh-CN': '商户' },
}

/** What was wrong and what was done; {field} and {value} are filled in. */
const reasons: Readonly<Record<RowReason, Text>> = {
  MISSING_CUSTOMER: {
    en: 'The row names no customer, so it belongs to nobody; left out.',
    'zh-CN': '该行没有客户，无法归属；已跳过。',
  },
  MISSING_FIELD: { en: 'The {field} is missing; left out.', 'zh-CN': '缺少{field}；已跳过。' },
  BAD_NUMBER: {
    en: 'The {field} “{value}” is not a number that fits; left out.',
    'zh-CN': '{field}“{value}”不是有效数字；已跳过。',
  },
  BAD_DATE: {
    en: 'The {field} “{value}” is not a date in the chosen form between 1970 and 2100; left out.',
    'zh-CN': '{field}“{value}”不是所选格式的有效日期（1970–2100）；已跳过。',
  },
  ZERO_QUANTITY: { en: 'The quantity is zero; left out.', 'zh-CN': '数量为零；已跳过。' },
  ZERO_PRICE: { en: 'The unit price is zero; left out.', 'zh-CN': '单价为零；已跳过。' },
  NEGATIVE_PRICE: { en: 'The unit price “{value}” is negative; left out.', 'zh-CN': '单价“{value}”为负数；已跳过。' },
  NEGATIVE_QUANTITY: {
    en: 'The quantity “{value}” is negative although the order is not a cancellation; left out.',
    'zh-CN': '订单不是退货，但数量“{value}”为负；已跳过。',
  },
  POSITIVE_CANCELLATION: {
    en: 'The order is a cancellation although the quantity “{value}” is positive; left out.',
    'zh-CN': '订单为退货，但数量“{value}”为正；已跳过。',
  },
  PRICE_TOO_FINE: {
    en: 'The unit price “{value}” is finer than the smallest coin of the currency; left out.',
    'zh-CN': '单价“{value}”的精度超过货币最小单位；已跳过。',
  },
  AMOUNT_TOO_LARGE: { en: 'The amount is too large to be right; left out.', 'zh-CN': '金额过大；已跳过。' },
  FIELD_TOO_LONG: { en: 'The {field} is too long; left out.', 'zh-CN': '{field}过长；已跳过。' },
  BAD_CHARACTER: {
    en: 'The {field} holds characters that are not text, which points to a wrong encoding; left out.',
    'zh-CN': '{field}含有非文本字符，可能是编码错误；已跳过。',
  },
  WRONG_COLUMN_COUNT: {
    en: 'The row does not have as many cells as the header; left out.',
    'zh-CN': '该行的单元格数与表头不一致；已跳过。',
  },
  UNKNOWN_MERCHANT: {
    en: 'No merchant fits this row (“{value}”); left out.',
    'zh-CN': '找不到该行对应的商户（“{value}”）；已跳过。',
  },
  CUSTOMER_DIFFERS: {
    en: 'Rows of the same order name different customers; the whole order is left out.',
    'zh-CN': '同一订单的各行客户不一致；整单已跳过。',
  },
  NOT_AN_ORDER: {
    en: 'The number marks a booking that is not an order, such as a bad-debt adjustment; left out.',
    'zh-CN': '该编号表示非订单记账（如坏账调整）；已跳过。',
  },
  ORDER_DIFFERS: {
    en: 'An order with this number is stored already and says something else; the stored one was left as it is.',
    'zh-CN': '系统中已有相同编号但内容不同的订单；已保留原订单。',
  },
  ORDER_TOO_LARGE: {
    en: 'The order has too many lines to be kept as one; left out.',
    'zh-CN': '订单行数过多，无法作为一个订单保存；已跳过。',
  },
}

const unchanged: Text = {
  en: 'The same order is stored already; nothing was changed.',
  'zh-CN': '系统中已有相同订单；未作更改。',
}

/** Says to a person why a row was refused. */
export const explain = (reason: RowReason, field: ImportField | null, value: string, language: Language): string =>
  reasons[reason][language]
    .replace('{field}', field === null ? '' : fields[field][language])
    .replace('{value}', () => value.slice(0, 60))

/** Says to a person that a row brought nothing new. */
export const explainUnchanged = (language: Language): string => unchanged[language]
