import { errorTable } from '../errors.ts'

/** Why a file as a whole is refused; the same for everything that takes files in. */
export const fileErrors = errorTable({
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
    en: 'This file cannot be read as a table. Please save it as CSV and import that.',
    zh: '无法将此文件读取为表格，请另存为 CSV 后再导入。',
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
  IMPORT_FILE_GONE: {
    status: 410,
    title: 'File no longer kept',
    en: 'The file is no longer kept. Please upload it again.',
    zh: '文件已不再保留，请重新上传。',
  },
})
