import { errorTable } from '../../platform/errors.ts'

export const consentErrors = errorTable({
  CONSENT_PURPOSE_UNKNOWN: {
    status: 404,
    title: 'No such purpose',
    en: 'This is not asked for (any more). Please reload the page.',
    zh: '目前没有征求此项同意，请刷新页面。',
  },
  CONSENT_NOTICE_CHANGED: {
    status: 409,
    title: 'Another version of the notice',
    en: 'The text has changed since you read it. Please read it again and decide anew. Nothing was recorded.',
    zh: '说明文字在您阅读之后已有更新，请重新阅读后再决定。未作任何记录。',
  },
  CONSENT_SCOPE_INVALID: {
    status: 422,
    title: 'Not what the notice asks for',
    en: 'Part of this choice is not something that you were asked for. Please check the marked fields.',
    zh: '所选内容不在征求同意的范围内，请检查标出的字段。',
  },
  CONSENT_CHANGED: {
    status: 409,
    title: 'Decided elsewhere in the meantime',
    en: 'You decided about this elsewhere in the meantime. The page shows it now; please choose again.',
    zh: '您在别处已就此作出决定，页面现已更新，请重新选择。',
  },
  CONSENT_NOT_GRANTED: {
    status: 409,
    title: 'Nothing to withdraw',
    en: 'There is no consent to take back here.',
    zh: '这里没有可以撤回的同意。',
  },
  CONSENT_STILL_GRANTED: {
    status: 409,
    title: 'Granted at present',
    en: 'You have agreed to this. Take your consent back instead of refusing it.',
    zh: '您目前已同意此项，请撤回同意而不是拒绝。',
  },
  CONSENT_LEDGER_NOT_READY: {
    status: 503,
    title: 'Not yet a member of the ledger',
    en: 'This company is just being admitted to the shared ledger. Please try again in a few seconds.',
    zh: '该公司正在加入共享账本，请几秒后再试。',
  },
  CONSENT_ENTRY_NOT_FOUND: {
    status: 404,
    title: 'No such decision',
    en: 'Your record has no such decision.',
    zh: '您的记录中没有这项决定。',
  },
  CONSENT_SLUG_TAKEN: {
    status: 409,
    title: 'Short name in use',
    en: 'This short name is in use already. Please choose another one.',
    zh: '该短名称已被使用，请换一个。',
  },
  CONSENT_TERM_UNKNOWN: {
    status: 422,
    title: 'No such term',
    en: 'The notice names something that is not in the catalogue. Please check the marked fields.',
    zh: '说明中引用了目录中不存在的条目，请检查标出的字段。',
  },
  CONSENT_CATALOGUE_EXISTS: {
    status: 409,
    title: 'Catalogue exists',
    en: 'There is a catalogue already.',
    zh: '目录已经存在。',
  },
})
