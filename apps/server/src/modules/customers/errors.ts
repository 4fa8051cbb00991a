import { errorTable } from '../../platform/errors.ts'

export const customerErrors = errorTable({
  CUSTOMER_NOT_FOUND: {
    status: 404,
    title: 'No such customer',
    en: 'This customer does not exist, or you may not see it.',
    zh: '该客户不存在，或您无权查看。',
  },
  CUSTOMER_REFERENCE_TAKEN: {
    status: 409,
    title: 'Customer number taken',
    en: 'Another customer already has this number.',
    zh: '该客户编号已被其他客户使用。',
  },
  CUSTOMER_CHANGED_MEANWHILE: {
    status: 409,
    title: 'Changed meanwhile',
    en: 'Somebody else changed this customer in the meantime. Compare both versions and save again.',
    zh: '该客户资料已被他人修改，请比较两个版本后再保存。',
  },
  CUSTOMER_CONTACT_TWICE: {
    status: 422,
    title: 'Contact twice',
    en: 'The same address or number is in the list twice. Remove one of them.',
    zh: '列表中有重复的地址或号码，请删除其中一个。',
  },
  CUSTOMER_NOTHING_CHANGED: {
    status: 422,
    title: 'Nothing to change',
    en: 'There is nothing to save: no field was changed.',
    zh: '没有需要保存的内容：未更改任何字段。',
  },
})
