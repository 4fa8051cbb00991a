import { errorTable } from '../../platform/errors.ts'

/** Why a request about an import of customers, or an export, is refused. */
export const customerImportErrors = errorTable({
  CUSTOMER_IMPORT_RUNNING: {
    status: 409,
    title: 'An import has not ended',
    en: 'A file of customers waits or is being taken in, and may hold this person. Let the import end or cancel it, then try again.',
    zh: '有客户文件正在等待或导入中，其中可能包含此人。请等待导入结束或取消导入后重试。',
  },
  CUSTOMER_IMPORT_COLUMN_UNKNOWN: {
    status: 422,
    title: 'Unknown column',
    en: 'A chosen column does not exist in the file.',
    zh: '所选的列在文件中不存在。',
  },
  CUSTOMER_IMPORT_FIELD_UNKNOWN: {
    status: 422,
    title: 'Unknown field',
    en: 'A column is to fill a field that does not exist (any more), or that you may not fill in. Choose another field.',
    zh: '某一列要填写的字段不存在（或已不存在），或您无权填写。请选择其他字段。',
  },
  CUSTOMER_IMPORT_NOTHING_MAPPED: {
    status: 422,
    title: 'No column for a name',
    en: 'Choose at least one column for the name, the company, an e-mail address, a phone number or the customer number.',
    zh: '请至少为姓名、公司、电子邮件、电话或客户编号选择一列。',
  },
  CUSTOMER_IMPORT_KEY_MISSING: {
    status: 422,
    title: 'No column for the key',
    en: 'No column fills the field by which customers are to be found.',
    zh: '没有列对应用于查找客户的字段。',
  },
  CUSTOMER_IMPORT_STATE: {
    status: 409,
    title: 'Not possible now',
    en: 'This import is in a state in which that cannot be done.',
    zh: '该导入当前的状态不允许此操作。',
  },
  CUSTOMER_IMPORT_ROW_FIXED: {
    status: 409,
    title: 'Row needs no correction',
    en: 'Only rows that failed or were left out can be corrected after the import.',
    zh: '导入之后只能更正失败或被跳过的行。',
  },
  DATA_EXPORT_NOT_READY: {
    status: 409,
    title: 'Export not ready',
    en: 'This export is not ready, or was stopped.',
    zh: '该导出尚未完成或已停止。',
  },
  DATA_EXPORT_EXPIRED: {
    status: 410,
    title: 'Export expired',
    en: 'This export was deleted after its time. Please make a new one.',
    zh: '该导出已过期并被删除，请重新导出。',
  },
})
