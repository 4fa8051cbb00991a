import { errorTable } from '../../platform/errors.ts'

/** What can go wrong at the witnesses' pages. The protocol between logs and witnesses has answers of its own. */
export const witnessErrors = errorTable({
  WITNESS_LOG_UNKNOWN: {
    status: 404,
    title: 'Log not witnessed',
    en: 'This server has not witnessed such a journal.',
    zh: '本服务器未见证过该日志。',
  },
})
