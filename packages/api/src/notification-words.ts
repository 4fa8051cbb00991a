/** What people are told of. */
export const notificationKinds = [
  'task.assigned',
  'task.due',
  'deal.assigned',
  'import.finished',
  'mention.added',
  'followed.changed',
  'points.refused',
  'ticket.assigned',
  'ticket.answered',
  'ticket.due',
  'privacy.requested',
  'privacy.due',
  'webhook.paused',
  'emergency.opened',
] as const
export type NotificationKind = (typeof notificationKinds)[number]

/** Whether a kind comes by mail, and how: not, each at once, or together once a day. */
export const mailModes = ['off', 'once', 'digest'] as const
export type MailMode = (typeof mailModes)[number]

/** Whose chat a webhook belongs to: each wants another body. */
export const chatForms = ['slack', 'feishu', 'wecom', 'discord'] as const
export type ChatForm = (typeof chatForms)[number]
