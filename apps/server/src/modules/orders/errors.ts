import { errorTable } from '../../platform/errors.ts'

export const orderErrors = errorTable({
  ORDER_NOT_FOUND: {
    status: 404,
    title: 'No such order',
    en: 'This order does not exist, or you may not see it.',
    zh: '该订单不存在，或您无权查看。',
  },
  ORDER_NUMBER_TAKEN: {
    status: 409,
    title: 'Order number taken',
    en: 'This merchant already has an order with this number.',
    zh: '该商户已有相同编号的订单。',
  },
  ORDER_MERCHANT_UNKNOWN: {
    status: 422,
    title: 'Unknown merchant',
    en: 'There is no such merchant.',
    zh: '该商户不存在。',
  },
})
