import type { CustomerRowReason } from '@candor/api'
import type { Language } from '../../platform/errors.ts'

/** What was wrong and what was done. */
const reasons: Readonly<Record<CustomerRowReason, Readonly<Record<Language, string>>>> = {
  NO_NAME: {
    en: 'The row holds no name, company, address, number or reference; left out.',
    'zh-CN': '该行没有姓名、公司、邮箱、电话或编号；已跳过。',
  },
  NO_KEY: {
    en: 'The field by which the customer is to be found is empty; left out.',
    'zh-CN': '用于查找客户的字段为空；已跳过。',
  },
  BAD_CHARACTER: {
    en: 'A cell holds bytes that are not text, which points to mixed encodings; left out.',
    'zh-CN': '单元格含有非文本字节，可能混用了编码；已跳过。',
  },
  FIELD_TOO_LONG: { en: 'A value is longer than the field can hold; left out.', 'zh-CN': '内容超出字段长度；已跳过。' },
  CELL_TOO_LARGE: {
    en: 'A cell is larger than 100,000 characters; left out.',
    'zh-CN': '单元格超过 100,000 个字符；已跳过。',
  },
  WRONG_COLUMN_COUNT: {
    en: 'The row does not have as many cells as the header; left out.',
    'zh-CN': '该行的单元格数与表头不一致；已跳过。',
  },
  AMBIGUOUS_KEY: {
    en: 'Several customers fit this row, so none was changed.',
    'zh-CN': '有多位客户与该行匹配，未作任何更改。',
  },
  ALREADY_THERE: { en: 'This customer is there already; left as it is.', 'zh-CN': '该客户已存在；未作更改。' },
  NOT_THERE: { en: 'No customer fits this row; left out.', 'zh-CN': '没有与该行匹配的客户；已跳过。' },
}

/** Says to a person why a row was not taken. */
export const explain = (reason: CustomerRowReason, language: Language): string => reasons[reason][language]
