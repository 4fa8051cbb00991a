import { errorTable } from '../../platform/errors.ts'

export const portalErrors = errorTable({
  PORTAL_ENTRY_NOT_FOUND: {
    status: 404,
    title: 'No such entry',
    en: 'Your record has no such entry.',
    zh: '您的记录中没有这一条目。',
  },
})
