import { errorTable } from '../../platform/errors.ts'

export const companyErrors = errorTable({
  COMPANY_NOT_FOUND: {
    status: 404,
    title: 'No such company',
    en: 'This company does not exist, or you may not see it.',
    zh: '该公司不存在，或您无权查看。',
  },
  COMPANY_CHANGED_MEANWHILE: {
    status: 409,
    title: 'Changed meanwhile',
    en: 'Somebody else changed this company in the meantime. Compare both versions and save again.',
    zh: '该公司资料已被他人修改，请比较两个版本后再保存。',
  },
  COMPANY_NOTHING_CHANGED: {
    status: 422,
    title: 'Nothing to change',
    en: 'There is nothing to save: no field was changed.',
    zh: '没有需要保存的内容：未更改任何字段。',
  },
  COMPANY_MENTION_UNKNOWN: {
    status: 422,
    title: 'Nobody of that name here',
    en: 'The note mentions somebody who does not work here any more. Take the mention out.',
    zh: '备注提及了已不在职的人员，请移除该提及。',
  },
  COMPANY_CONTACT_NOT_FOUND: {
    status: 404,
    title: 'No such contact',
    en: 'This contact does not exist any more.',
    zh: '该联系人记录已不存在。',
  },
  COMPANY_CONTACT_THERE: {
    status: 409,
    title: 'Contact there already',
    en: 'This person works at the company already. Change that line instead.',
    zh: '此人已在该公司任职，请修改已有的记录。',
  },
  COMPANY_CONTACT_DATES: {
    status: 422,
    title: 'Ends before it begins',
    en: 'The last day is before the first one.',
    zh: '结束日期早于开始日期。',
  },
})
