import { MoneyError } from '@candor/money'
import { errorTable, type FieldError } from '../../platform/errors.ts'

export const salesErrors = errorTable({
  PRODUCT_NOT_FOUND: {
    status: 404,
    title: 'No such product',
    en: 'This product does not exist.',
    zh: '该产品不存在。',
  },
  PRODUCT_CODE_TAKEN: {
    status: 409,
    title: 'Code in use',
    en: 'Another product has this code. Choose a different one.',
    zh: '该编码已被其他产品使用，请另选一个。',
  },
  PRODUCT_CHANGED_MEANWHILE: {
    status: 409,
    title: 'Changed meanwhile',
    en: 'Somebody else changed this product in the meantime. Look at it as it is now and try again.',
    zh: '该产品已被他人修改，请查看最新内容后再试。',
  },
  SALES_DOCUMENT_NOT_FOUND: {
    status: 404,
    title: 'No such document',
    en: 'This quote or invoice does not exist, or you may not see it.',
    zh: '该报价单或发票不存在，或您无权查看。',
  },
  SALES_CHANGED_MEANWHILE: {
    status: 409,
    title: 'Changed meanwhile',
    en: 'Somebody else changed this document in the meantime. Look at it as it is now and try again.',
    zh: '该单据已被他人修改，请查看最新内容后再试。',
  },
  SALES_NOTHING_CHANGED: {
    status: 422,
    title: 'Nothing to change',
    en: 'There is nothing to save: nothing was changed.',
    zh: '没有需要保存的内容：未作任何更改。',
  },
  SALES_PARTY_MISSING: {
    status: 422,
    title: 'Nobody to write to',
    en: 'Choose the customer or the company that this is for.',
    zh: '请选择该单据的客户或公司。',
  },
  SALES_PARTY_FORBIDDEN: {
    status: 403,
    title: 'Not allowed to see customers',
    en: 'Your role may not see customers and companies, so it cannot write to them.',
    zh: '您的角色无权查看客户与公司，因此不能为其开具单据。',
  },
  SALES_LINES_MISSING: {
    status: 422,
    title: 'No lines',
    en: 'Write at least one line before this goes out.',
    zh: '发出前请至少填写一行。',
  },
  SALES_LINE_INCOMPLETE: {
    status: 422,
    title: 'Line incomplete',
    en: 'A line lacks a description, a unit, a price or a tax rate. Fill in what is marked.',
    zh: '有一行缺少说明、单位、单价或税率，请补充标出的内容。',
  },
  SALES_NOT_POSSIBLE: {
    status: 409,
    title: 'Not possible as it stands',
    en: 'This is not possible with the document as it stands now. Load it again.',
    zh: '按单据当前状态无法执行此操作，请重新加载。',
  },
  SALES_APPROVAL_NEEDED: {
    status: 409,
    title: 'Approval needed',
    en: 'The discount is above the limit. A second person who may approve discounts has to look at it first.',
    zh: '折扣超过限额，需要另一位有审批权限的人先行批准。',
  },
  SALES_APPROVAL_BY_AUTHOR: {
    status: 403,
    title: 'Not by the author',
    en: 'You wrote this yourself. Somebody else has to approve the discount.',
    zh: '该单据由您编写，折扣须由他人批准。',
  },
  SALES_CURRENCY_MISMATCH: {
    status: 422,
    title: 'Other currency',
    en: 'The currency is not that of the document, or the product has no price in it.',
    zh: '币种与单据不符，或产品没有该币种的价格。',
  },
  SALES_UNTIL_PASSED: {
    status: 422,
    title: 'Day has passed',
    en: 'The day until which this stands has passed already. Choose a later one.',
    zh: '有效期已过，请选择较晚的日期。',
  },
  QUOTE_DECIDED: {
    status: 409,
    title: 'Decided already',
    en: 'This quote was accepted or declined already.',
    zh: '该报价单已被接受或拒绝。',
  },
  QUOTE_EXPIRED: {
    status: 409,
    title: 'Expired',
    en: 'This quote has expired. Ask for a new one.',
    zh: '该报价单已过期，请索取新的报价单。',
  },
  QUOTE_WITHDRAWN: {
    status: 409,
    title: 'No longer offered',
    en: 'This quote is no longer offered. Ask for a new one.',
    zh: '该报价单已不再有效，请索取新的报价单。',
  },
  QUOTE_TERMS_CHANGED: {
    status: 409,
    title: 'Says something else now',
    en: 'This quote was changed since you opened it. Read it again before you decide.',
    zh: '您打开之后该报价单已更改，请重新阅读后再决定。',
  },
  QUOTE_INVOICED: {
    status: 409,
    title: 'Invoiced already',
    en: 'There is an invoice of this quote already.',
    zh: '该报价单已开具发票。',
  },
  PAYMENT_ABOVE_OPEN: {
    status: 409,
    title: 'More than is open',
    en: 'This is more than is still to be paid.',
    zh: '金额超过未付款额。',
  },
  REFUND_ABOVE_PAID: {
    status: 409,
    title: 'More than was paid',
    en: 'This is more than was paid.',
    zh: '金额超过已付款额。',
  },
  CREDIT_ABOVE_TOTAL: {
    status: 409,
    title: 'More than was invoiced',
    en: 'This is more than is left of the invoice.',
    zh: '金额超过发票剩余金额。',
  },
  AMOUNT_ZERO: {
    status: 422,
    title: 'Nothing',
    en: 'Enter an amount above zero.',
    zh: '请输入大于零的金额。',
  },
  PAYMENT_DAY_AHEAD: {
    status: 422,
    title: 'In the future',
    en: 'This day has not come yet.',
    zh: '该日期尚未到来。',
  },
  SALES_SETTINGS_CHANGED_MEANWHILE: {
    status: 409,
    title: 'Changed meanwhile',
    en: 'Somebody else changed these settings in the meantime. Load them again.',
    zh: '该设置已被他人修改，请重新加载。',
  },
  MONEY_QUANTITY_INVALID: {
    status: 422,
    title: 'Quantity not above zero',
    en: 'A quantity has to be above zero.',
    zh: '数量必须大于零。',
  },
  MONEY_PRICE_INVALID: {
    status: 422,
    title: 'Price below zero',
    en: 'A price cannot be below zero.',
    zh: '单价不能为负数。',
  },
  MONEY_DISCOUNT_INVALID: {
    status: 422,
    title: 'Discount too large',
    en: 'A discount cannot be larger than what it is on.',
    zh: '折扣不能超过其所针对的金额。',
  },
  MONEY_TAX_RATE_INVALID: {
    status: 422,
    title: 'No such tax rate',
    en: 'A tax rate is from 0 to 100 per cent.',
    zh: '税率须在 0 至 100% 之间。',
  },
  MONEY_TOO_LARGE: {
    status: 422,
    title: 'Too large',
    en: 'This comes to more than can be kept.',
    zh: '金额过大，无法保存。',
  },
})

const fieldOf = {
  MONEY_QUANTITY_INVALID: 'quantity',
  MONEY_PRICE_INVALID: 'unitPrice',
  MONEY_DISCOUNT_INVALID: 'discount',
  MONEY_TAX_RATE_INVALID: 'taxRate',
  MONEY_TOO_LARGE: 'quantity',
} as const

/** Says of a sum that cannot be made where it is at fault. @param at where the document stands in the request */
export const inMoneyTerms = <Result>(at: string, compute: () => Result): Result => {
  try {
    return compute()
  } catch (error) {
    if (!(error instanceof MoneyError)) throw error
    const { code, line, message } = error
    const place = line === undefined ? `${at}/discount` : `${at}/lines/${line}/${fieldOf[code]}`
    const errors: FieldError[] = [{ path: place, message }]
    throw salesErrors[code](`${message}${line === undefined ? '' : `: line ${line + 1}`}`, { errors, cause: error })
  }
}
