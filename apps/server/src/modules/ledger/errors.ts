import { errorTable } from '../../platform/errors.ts'

export const ledgerErrors = errorTable({
  LEDGER_REFERENCE_TAKEN: {
    status: 409,
    title: 'Reference used for another call',
    en: 'This was already handed to the ledger with other content.',
    zh: '此业务编号已用于其他内容的账本调用。',
  },
  LEDGER_NO_MEMBER: {
    status: 409,
    title: 'Not a member of the ledger yet',
    en: 'This company is not admitted to the ledger yet. Please try again shortly.',
    zh: '该公司尚未加入账本，请稍后重试。',
  },
  LEDGER_NOT_OURS: {
    status: 409,
    title: 'Another company admits members',
    en: 'Another company admits members to this ledger. Please ask it.',
    zh: '该账本的成员由另一家公司接纳，请与其联系。',
  },
  LEDGER_NO_BLOCK: {
    status: 404,
    title: 'No such block',
    en: 'The ledger has no block of this number.',
    zh: '账本中没有此编号的区块。',
  },
  LEDGER_UNAVAILABLE: {
    status: 503,
    title: 'Ledger not available',
    en: 'The ledger does not answer at the moment. Nothing is lost; please try again shortly.',
    zh: '账本暂时没有响应，数据不会丢失，请稍后重试。',
  },
})
