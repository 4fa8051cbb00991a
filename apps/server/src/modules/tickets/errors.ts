import { errorTable } from '../../platform/errors.ts'

export const ticketErrors = errorTable({
  TICKET_NOT_FOUND: {
    status: 404,
    title: 'No such ticket',
    en: 'This request does not exist, or you may not see it.',
    zh: '该工单不存在，或您无权查看。',
  },
  TICKET_NOT_OFFERED: {
    status: 403,
    title: 'No requests taken',
    en: 'The company does not take requests here at the moment. What you asked before stays here with its answers.',
    zh: '该公司目前不在此受理请求。您之前的请求及答复仍会保留在此。',
  },
  TICKET_CHANGED_MEANWHILE: {
    status: 409,
    title: 'Changed meanwhile',
    en: 'Somebody wrote or changed something here in the meantime. Look at it and send again; your text is kept.',
    zh: '期间有人回复或修改了该工单，请查看后再次提交；您的内容已保留。',
  },
  TICKET_NOTHING_CHANGED: {
    status: 422,
    title: 'Nothing to change',
    en: 'There is nothing to save: nothing was changed.',
    zh: '没有需要保存的内容：未作任何更改。',
  },
  TICKET_STATUS_IMPOSSIBLE: {
    status: 409,
    title: 'Status cannot follow',
    en: 'This step is not possible from the status that the request has now.',
    zh: '工单在当前状态下无法执行此步骤。',
  },
  TICKET_CLOSED: {
    status: 409,
    title: 'Ticket is closed',
    en: 'This request is closed. Open a new one, and name its number if it is about the same.',
    zh: '该请求已关闭。请提交新的请求；如为同一事项，请注明编号。',
  },
  TICKET_NOT_SOLVED: {
    status: 409,
    title: 'Ticket is not solved',
    en: 'This can be done once the request is called solved.',
    zh: '请求标记为已解决后才能执行此操作。',
  },
  TICKET_ALREADY_RATED: {
    status: 409,
    title: 'Already rated',
    en: 'You have rated this already. Thank you!',
    zh: '您已评价过，谢谢！',
  },
  TICKET_NO_SUCH_ASSIGNEE: {
    status: 400,
    title: 'Nobody to give the ticket to',
    en: 'This person cannot be given the ticket: they do not work here, or may not answer tickets.',
    zh: '无法把工单交给此人：其不在本组织工作，或无权处理工单。',
  },
  TICKET_MENTION_UNKNOWN: {
    status: 400,
    title: 'Mentions nobody who works here',
    en: 'The note mentions somebody who does not work here.',
    zh: '备注中提到的人不在本组织工作。',
  },
  SERVICE_SETTINGS_CHANGED_MEANWHILE: {
    status: 409,
    title: 'Changed meanwhile',
    en: 'Somebody else changed these settings in the meantime. Load them again and repeat your change.',
    zh: '这些设置已被他人修改，请重新加载后再更改。',
  },
  SERVICE_SETTINGS_INVALID: {
    status: 400,
    title: 'Settings do not fit together',
    en: 'Something is not right. Please check the marked fields.',
    zh: '设置有误，请检查标出的字段。',
  },
})
