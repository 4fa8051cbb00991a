import { errorTable } from '../../platform/errors.ts'

export const preferenceErrors = errorTable({
  PREFERENCES_NO_SUCH_ZONE: {
    status: 400,
    title: 'No such time zone',
    en: 'This time zone is not known. Choose one from the list.',
    zh: '无法识别该时区，请从列表中选择。',
  },
})
