import { errorTable } from '../../platform/errors.ts'

/** Why a request about an import is refused; why a file is, says platform/uploads. What is wrong with single rows is in the row report. */
export const importErrors = errorTable({
  IMPORT_COLUMNS_MISSING: {
    status: 422,
    title: 'Columns missing',
    en: 'Some columns that an order needs are not chosen yet.',
    zh: '尚未选择订单所需的全部列。',
  },
  IMPORT_COLUMN_UNKNOWN: {
    status: 422,
    title: 'Unknown column',
    en: 'A chosen column does not exist in the file.',
    zh: '所选的列在文件中不存在。',
  },
  IMPORT_OPTIONS_INVALID: {
    status: 422,
    title: 'Options do not fit',
    en: 'Some of the settings do not fit. Please check the marked fields.',
    zh: '部分设置不正确，请检查标出的字段。',
  },
  IMPORT_NOT_STARTABLE: {
    status: 409,
    title: 'Import already started',
    en: 'This import was already started. To import the file again, upload it again.',
    zh: '该导入已经开始。如需再次导入，请重新上传文件。',
  },
  IMPORT_NOT_RUNNING: {
    status: 409,
    title: 'Import not running',
    en: 'This import is not running.',
    zh: '该导入未在运行。',
  },
})
