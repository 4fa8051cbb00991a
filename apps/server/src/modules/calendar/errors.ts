import { errorTable } from '../../platform/errors.ts'

export const calendarErrors = errorTable({
  CALENDAR_INVALID: {
    status: 400,
    title: 'Calendar does not fit together',
    en: 'Something in the hours is not right. Please check the marked fields.',
    zh: '时间设置有误，请检查标出的字段。',
  },
  CALENDAR_CHANGED_MEANWHILE: {
    status: 409,
    title: 'Changed meanwhile',
    en: 'Somebody else changed the calendar in the meantime. Load it again and repeat your change.',
    zh: '日历已被他人修改，请重新加载后再更改。',
  },
})
