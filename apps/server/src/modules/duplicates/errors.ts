import { errorTable } from '../../platform/errors.ts'

export const duplicateErrors = errorTable({
  DUPLICATE_MERGED_ALREADY: {
    status: 409,
    title: 'Merged already',
    en: 'Somebody merged one of these customers meanwhile. Nothing was changed; look at what is there now.',
    zh: '其中一位客户刚刚已被他人合并。未作任何更改，请查看当前情况。',
  },
  DUPLICATE_CHANGED_MEANWHILE: {
    status: 409,
    title: 'Changed meanwhile',
    en: 'Somebody changed one of these customers meanwhile. Nothing was merged; look at both again.',
    zh: '其中一位客户刚刚已被修改。未进行合并，请重新查看两位客户。',
  },
  DUPLICATE_OF_ITSELF: {
    status: 422,
    title: 'One customer',
    en: 'A customer cannot be merged with themselves.',
    zh: '客户不能与自己合并。',
  },
  DUPLICATE_NOT_DISMISSED: {
    status: 409,
    title: 'Nothing to take back',
    en: 'Nobody has said that these two customers are not the same.',
    zh: '尚无人将这两位客户标记为非重复。',
  },
  MERGE_NOT_FOUND: {
    status: 404,
    title: 'No such merge',
    en: 'There is no such merge.',
    zh: '没有这次合并。',
  },
  MERGE_UNDONE_ALREADY: {
    status: 409,
    title: 'Undone already',
    en: 'These customers were parted already.',
    zh: '这两位客户已经拆分。',
  },
  MERGE_BELOW_ANOTHER: {
    status: 409,
    title: 'Below another merge',
    en: 'The customer that was kept has itself been merged into another one since. Undo that merge first.',
    zh: '保留的客户之后又被合并到另一位客户。请先撤销那次合并。',
  },
  DUPLICATE_SCAN_RUNNING: {
    status: 409,
    title: 'Comparison under way',
    en: 'A comparison of all customers is under way. Wait for it, or stop it.',
    zh: '正在比对全部客户，请等待其完成或先停止。',
  },
  DUPLICATE_SCAN_NOT_FOUND: {
    status: 404,
    title: 'No such comparison',
    en: 'There is no such comparison.',
    zh: '没有这次比对。',
  },
  DUPLICATE_BULK_NOT_FOUND: {
    status: 404,
    title: 'No such merging',
    en: 'There is no such merging of many.',
    zh: '没有这次批量合并。',
  },
  DUPLICATE_BULK_RUNNING: {
    status: 409,
    title: 'Merging under way',
    en: 'Customers are being merged at this moment. Wait until that is done.',
    zh: '正在批量合并客户，请等待其完成。',
  },
})
