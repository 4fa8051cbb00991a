import { z } from 'zod'
import { clockTime } from './calendar-parts.ts'
import { idParams, instant, pageOf, pageQuery, uuid } from './common.ts'
import { done, nothing } from './identity-parts.ts'
import { chatForms, mailModes, notificationKinds } from './notification-words.ts'
import { defineRoute } from './route.ts'

export const notificationKind = z.enum(notificationKinds)

export const notification = z.object({
  id: uuid,
  kind: notificationKind,
  /** What happened, as a sentence in each language; null once the person it speaks of was erased. */
  title: z.object({ en: z.string(), zh: z.string() }).nullable(),
  /** Where in the staff app it leads. */
  path: z.string(),
  createdAt: instant,
  readAt: instant.nullable(),
})
export type Notification = z.infer<typeof notification>

/** By which ways one kind reaches somebody. */
export const notificationWays = z.strictObject({ app: z.boolean(), mail: z.enum(mailModes), chat: z.boolean() })
export type NotificationWays = z.infer<typeof notificationWays>

const ways = z.strictObject(
  Object.fromEntries(notificationKinds.map((kind) => [kind, notificationWays])) as Record<
    (typeof notificationKinds)[number],
    typeof notificationWays
  >,
)

/** Times in which no mail and no chat message is sent, by the person's own clock; they wait until the end. */
export const quietHours = z.strictObject({ from: clockTime, to: clockTime, weekends: z.boolean() })

export const notificationSettings = z.strictObject({
  ways,
  quiet: quietHours.nullable(),
  /** When the daily mail goes out. */
  digestAt: clockTime,
})
export type NotificationSettings = z.infer<typeof notificationSettings>

const tag = 'Notifications'
const chatUrl = z.url({ protocol: /^https?$/ }).max(2000)

/** What concerns nobody but whoever asks. */
export const notificationRoutes = {
  list: defineRoute({
    id: 'listNotifications',
    method: 'GET',
    path: '/api/notifications',
    access: 'staff',
    tag,
    summary: 'One’s own notifications, newest first',
    query: z.strictObject({ ...pageQuery, unread: z.stringbool().optional() }),
    response: pageOf(notification),
  }),
  count: defineRoute({
    id: 'countNotifications',
    method: 'GET',
    path: '/api/notifications/count',
    access: 'staff',
    tag,
    summary: 'How many are unread; 100 stands for more',
    response: z.object({ unread: z.number().int() }),
  }),
  read: defineRoute({
    id: 'readNotification',
    method: 'POST',
    path: '/api/notifications/:id/read',
    access: 'staff',
    tag,
    summary: 'Mark as read, or as unread again',
    params: idParams,
    body: z.strictObject({ read: z.boolean() }),
    response: done,
  }),
  readAll: defineRoute({
    id: 'readAllNotifications',
    method: 'POST',
    path: '/api/notifications/read-all',
    access: 'staff',
    tag,
    summary: 'Mark all as read',
    body: nothing,
    response: done,
  }),
  settings: defineRoute({
    id: 'getNotificationSettings',
    method: 'GET',
    path: '/api/notifications/settings',
    access: 'staff',
    tag,
    summary: 'By which ways one is told of what',
    response: z.object({
      settings: notificationSettings,
      /** The address itself is secret and is not given back: only whose it is and its host. */
      chat: z.object({ form: z.enum(chatForms), host: z.string() }).nullable(),
    }),
  }),
  setSettings: defineRoute({
    id: 'setNotificationSettings',
    method: 'PUT',
    path: '/api/notifications/settings',
    access: 'staff',
    tag,
    summary: 'Choose by which ways one is told of what',
    body: notificationSettings,
    response: done,
  }),
  setChat: defineRoute({
    id: 'setChatWebhook',
    method: 'PUT',
    path: '/api/notifications/chat',
    access: 'staff',
    tag,
    summary: 'Set or forget the address (incoming webhook) of one’s chat; a first message is sent to it',
    body: z.strictObject({ chat: z.strictObject({ form: z.enum(chatForms), url: chatUrl }).nullable() }),
    response: done,
  }),
} as const
