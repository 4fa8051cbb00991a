import { errorTable } from '../../platform/errors.ts'

export const taskErrors = errorTable({
  TASK_NOT_FOUND: {
    status: 404,
    title: 'No such task',
    en: 'This task does not exist, or you may not see it.',
    zh: '该任务不存在，或您无权查看。',
  },
  TASK_CHANGED_MEANWHILE: {
    status: 409,
    title: 'Changed meanwhile',
    en: 'Somebody else changed this task in the meantime. Look at it as it is now and try again.',
    zh: '该任务已被他人修改，请查看最新内容后再试。',
  },
  TASK_NOTHING_CHANGED: {
    status: 422,
    title: 'Nothing to change',
    en: 'There is nothing to save: nothing was changed.',
    zh: '没有需要保存的内容：未作任何更改。',
  },
  TASK_NOT_OPEN: {
    status: 409,
    title: 'Task is not open',
    en: 'This task is done or was removed. Open it again first.',
    zh: '该任务已完成或已移除，请先重新打开。',
  },
  TASK_ALREADY_OPEN: {
    status: 409,
    title: 'Task is open',
    en: 'This task is open already.',
    zh: '该任务已处于打开状态。',
  },
  TASK_REPEATS_WITHOUT_DAY: {
    status: 400,
    title: 'Repetition or reminder without a day',
    en: 'A task that comes again or reminds needs a day on which it is due.',
    zh: '重复或提醒的任务需要设定到期日。',
  },
  TASK_NO_SUCH_ASSIGNEE: {
    status: 400,
    title: 'Nobody to give the task to',
    en: 'This person cannot be given the task: they do not work here, or may not see tasks of this kind.',
    zh: '无法把任务交给此人：其不在本组织工作，或无权查看此类任务。',
  },
  TASK_SUBJECT_FORBIDDEN: {
    status: 403,
    title: 'Not allowed to see what the task is about',
    en: 'Your role may not see what this task is about.',
    zh: '您的角色无权查看该任务所涉及的对象。',
  },
})
