import { errorTable } from './errors.ts'

/** Errors that any part can meet; modules keep their own tables. */
export const platformErrors = errorTable({
  NOT_FOUND: {
    status: 404,
    title: 'Not found',
    en: 'This record does not exist, or you may not see it.',
    zh: '该记录不存在，或您无权查看。',
  },
  BAD_REQUEST: {
    status: 400,
    title: 'Bad request',
    en: 'Something in the input is not right. Please check the marked fields.',
    zh: '输入有误，请检查标出的字段。',
  },
  CONFLICT: {
    status: 409,
    title: 'Conflict',
    en: 'Somebody changed this in the meantime. Please reload and try again.',
    zh: '数据已被他人修改，请刷新后重试。',
  },
  SUBJECT_ERASED: {
    status: 410,
    title: 'Erased',
    en: 'The data of this person has been erased and cannot be read any more.',
    zh: '此人的数据已被删除，无法再读取。',
  },
  CORRUPT_CIPHERTEXT: {
    status: 500,
    title: 'Stored data does not decrypt',
    en: 'A stored record is damaged. The administrator can find it with an audit.',
    zh: '存储的记录已损坏，管理员可通过审计定位。',
  },
  TRY_AGAIN: {
    status: 503,
    title: 'Try again',
    en: 'The system is busy. Please try again in a moment.',
    zh: '系统繁忙，请稍后重试。',
  },
})
