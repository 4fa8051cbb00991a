import { errorTable } from '../../platform/errors.ts'

/** What can go wrong at the journal. */
export const journalErrors = errorTable({
  JOURNAL_ENTRY_INVALID: {
    status: 400,
    title: 'Entry not valid',
    en: 'This change cannot be recorded as it is. Nothing was changed.',
    zh: '此更改无法按原样记录，未做任何修改。',
  },
  JOURNAL_ENTRY_TOO_LARGE: {
    status: 413,
    title: 'Entry too large',
    en: 'There is too much in this one change. Please split it up.',
    zh: '此次更改内容过多，请分开提交。',
  },
  JOURNAL_ENTRY_NOT_FOUND: {
    status: 404,
    title: 'No such entry',
    en: 'This entry does not exist, or you may not see it.',
    zh: '该条目不存在，或您无权查看。',
  },
  JOURNAL_NOT_SEALED_YET: {
    status: 409,
    title: 'Not sealed yet',
    en: 'This was recorded a moment ago and is being sealed. Please try again in a second.',
    zh: '该记录刚刚写入，正在封存，请稍候再试。',
  },
  JOURNAL_EMPTY: {
    status: 404,
    title: 'No checkpoint yet',
    en: 'Nothing has been sealed yet.',
    zh: '尚无已封存的内容。',
  },
  JOURNAL_TILE_NOT_FOUND: {
    status: 404,
    title: 'No such tile',
    en: 'The tree has no such part.',
    zh: '该树不包含此部分。',
  },
  JOURNAL_ORGANISATION_NEEDED: {
    status: 400,
    title: 'Organisation needed',
    en: 'Please say which organisation this is about.',
    zh: '请指明所涉及的机构。',
  },
  JOURNAL_RANGE_INVALID: {
    status: 400,
    title: 'Sizes do not fit',
    en: 'There is no proof between these two sizes.',
    zh: '这两个规模之间没有可用的证明。',
  },
  JOURNAL_INCONSISTENT: {
    status: 500,
    title: 'Journal inconsistent',
    en: 'The journal does not fit what was sealed before, so nothing more is sealed. Please run an audit.',
    zh: '日志与先前封存的内容不一致，已停止封存，请运行审计。',
  },
})
