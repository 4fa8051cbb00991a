import { errorTable } from '../../platform/errors.ts'

export const emergencyErrors = errorTable({
  EMERGENCY_NO_CUSTOMER: {
    status: 404,
    title: 'No such customer',
    en: 'No customer, or more than one, has this number or address. Nothing was opened.',
    zh: '没有客户或不止一位客户使用该编号或地址，未打开任何记录。',
  },
  EMERGENCY_NOT_OPEN: {
    status: 409,
    title: 'Not open',
    en: 'You have no such record open.',
    zh: '您没有打开这样的记录。',
  },
})
