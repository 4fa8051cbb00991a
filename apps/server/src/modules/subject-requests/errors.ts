import { errorTable } from '../../platform/errors.ts'

export const subjectRequestErrors = errorTable({
  SUBJECT_REQUEST_NOT_FOUND: {
    status: 404,
    title: 'No such request',
    en: 'This request does not exist, or you may not see it.',
    zh: '该请求不存在，或您无权查看。',
  },
  SUBJECT_REQUEST_OPEN_ALREADY: {
    status: 409,
    title: 'Asked already',
    en: 'The same was asked already and is not answered yet.',
    zh: '同样的请求已提出，尚未答复。',
  },
  SUBJECT_REQUEST_CLOSED: {
    status: 409,
    title: 'Request is closed',
    en: 'This request is closed. A new one can be opened.',
    zh: '该请求已关闭，可提出新的请求。',
  },
  SUBJECT_REQUEST_CHANGED_MEANWHILE: {
    status: 409,
    title: 'Changed meanwhile',
    en: 'Somebody took a step in the meantime. Look at the request again.',
    zh: '期间已有人处理此请求，请重新查看。',
  },
  SUBJECT_REQUEST_NOT_IDENTIFIED: {
    status: 409,
    title: 'Identity not checked',
    en: 'First note how you made sure that it is really them.',
    zh: '请先记录如何核实其本人身份。',
  },
  SUBJECT_REQUEST_NOT_EXTENDABLE: {
    status: 409,
    title: 'Cannot be put off',
    en: 'The law allows to put this off once, before it is due, or not at all.',
    zh: '依法只能在到期前延期一次，或不得延期。',
  },
  SUBJECT_REQUEST_ANSWER_NEEDED: {
    status: 422,
    title: 'Answer needed',
    en: 'Write in a sentence what was done: the person reads it.',
    zh: '请用一句话说明处理结果，当事人会看到。',
  },
  SUBJECT_REQUEST_HELD: {
    status: 409,
    title: 'On legal hold',
    en: 'This customer’s data is on legal hold and must not be erased. Refuse the request with the reason, or release the hold.',
    zh: '该客户的数据处于法律保全中，不得删除。请说明理由拒绝请求，或先解除保全。',
  },
  SUBJECT_REQUEST_NO_PACKAGE: {
    status: 404,
    title: 'No package',
    en: 'There is no package for this request, or no longer.',
    zh: '该请求没有可下载的数据包，或已过期。',
  },
  SUBJECT_REQUEST_NO_CERTIFICATE: {
    status: 404,
    title: 'No certificate',
    en: 'There is no certificate of erasure for this request.',
    zh: '该请求没有删除证明。',
  },
  LEGAL_HOLD_UNCHANGED: {
    status: 409,
    title: 'Nothing to change',
    en: 'The legal hold already is as you want it.',
    zh: '法律保全状态已是如此。',
  },
  USE_LIMIT_NOT_SET: {
    status: 404,
    title: 'No such limit',
    en: 'There is nothing to lift: the use of this customer’s data is not limited in this way.',
    zh: '没有可解除的限制。',
  },
})
