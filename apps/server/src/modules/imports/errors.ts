import { errorTable } from '../../platform/errors.ts'

/** Why a file as a whole, or a request about an import, is refused. What is wrong with single rows is in the row report. */
export const importErrors = errorTable({
  IMPORT_NO_FILE: {
    status: 400,
    title: 'No file',
    en: 'No file was sent. Please choose a file.',
    zh: '未收到文件，请选择文件。',
  },
  IMPORT_EMPTY_FILE: {
    status: 422,
    title: 'Empty file',
    en: 'The file is empty.',
    zh: '文件为空。',
  },
  IMPORT_FILE_TOO_LARGE: {
    status: 413,
    title: 'File too large',
    en: 'The file is larger than this server accepts. Please split it.',
    zh: '文件超过服务器允许的大小，请拆分后重试。',
  },
  IMPORT_BINARY_FILE: {
    status: 422,
    title: 'Not a text file',
    en: 'This is not a text file. Please save the table as CSV and import that.',
    zh: '这不是文本文件，请将表格另存为 CSV 后再导入。',
  },
  IMPORT_DAMAGED_ARCHIVE: {
    status: 422,
    title: 'Damaged gzip file',
    en: 'The compressed file is damaged or incomplete.',
    zh: '压缩文件已损坏或不完整。',
  },
  IMPORT_WRONG_ENCODING: {
    status: 422,
    title: 'Text encoding does not fit',
    en: 'The text of the file cannot be read. Please save it as UTF-8 and import it again.',
    zh: '无法读取文件中的文字，请另存为 UTF-8 后重新导入。',
  },
  IMPORT_CELL_TOO_LARGE: {
    status: 422,
    title: 'Cell too large',
    en: 'The file holds an extremely large cell. A quotation mark is probably missing.',
    zh: '文件中有异常大的单元格，可能缺少引号。',
  },
  IMPORT_MALFORMED: {
    status: 422,
    title: 'Not a table',
    en: 'The file is not a readable table. Please check its quotation marks and save it as CSV again.',
    zh: '文件不是可读取的表格，请检查引号并重新另存为 CSV。',
  },
  IMPORT_NO_ROWS: {
    status: 422,
    title: 'No rows',
    en: 'The file has a header but no rows.',
    zh: '文件只有表头，没有数据行。',
  },
  IMPORT_TOO_MANY_ROWS: {
    status: 422,
    title: 'Too many rows',
    en: 'The file has more rows than one import can take. Please split it.',
    zh: '文件行数超过单次导入的上限，请拆分后重试。',
  },
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
  IMPORT_FILE_GONE: {
    status: 410,
    title: 'File no longer kept',
    en: 'The file is no longer kept. Please upload it again.',
    zh: '文件已不再保留，请重新上传。',
  },
})
