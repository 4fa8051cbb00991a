import {
  notificationKinds,
  type ChatForm,
  type NotificationKind,
  type NotificationSettings,
  type NotificationWays,
} from '@candor/api'
import { subjectKey } from '../../platform/crypto/index.ts'
import type { Tx } from '../../platform/db/index.ts'

/** A chat that somebody is told in; the address is a secret. */
export type Chat = { readonly form: ChatForm; readonly url: string }

const usualWays: Record<NotificationKind, NotificationWays> = {
  'task.assigned': { app: true, mail: 'digest', chat: true },
  'task.due': { app: true, mail: 'off', chat: true },
  'deal.assigned': { app: true, mail: 'digest', chat: true },
  'import.finished': { app: true, mail: 'once', chat: false },
  'mention.added': { app: true, mail: 'once', chat: true },
  'followed.changed': { app: true, mail: 'off', chat: false },
  'points.refused': { app: true, mail: 'once', chat: false },
  'ticket.assigned': { app: true, mail: 'digest', chat: true },
  'ticket.answered': { app: true, mail: 'off', chat: true },
  'ticket.due': { app: true, mail: 'off', chat: true },
  'privacy.requested': { app: true, mail: 'once', chat: true },
  'privacy.due': { app: true, mail: 'once', chat: true },
  'webhook.paused': { app: true, mail: 'once', chat: true },
  'emergency.opened': { app: true, mail: 'once', chat: true },
}

/** Holds for whoever has chosen nothing. */
export const usualSettings: NotificationSettings = { ways: usualWays, quiet: null, digestAt: '08:00' }

/** Kinds that came after somebody chose are told as is usual. */
const complete = (stored: NotificationSettings | null): NotificationSettings =>
  stored === null
    ? usualSettings
    : {
        ...stored,
        ways: Object.fromEntries(
          notificationKinds.map((kind) => [kind, stored.ways[kind] ?? usualWays[kind]]),
        ) as NotificationSettings['ways'],
      }

/** What somebody chose, and whether they gave the address of a chat. */
export type KnownSettings = { readonly settings: NotificationSettings; readonly hasChat: boolean }

/** Settings of several people in one round trip; nobody is left out. */
export const settingsOf = async (tx: Tx, userIds: readonly string[]): Promise<Map<string, KnownSettings>> => {
  const rows = await tx.rows<{ userId: string; settings: NotificationSettings | null; hasChat: boolean }>({
    name: 'notification-settings',
    text: `select user_id as "userId", settings, chat_url is not null as "hasChat" from notification_setting
            where organisation_id = $1 and user_id = any($2::uuid[])`,
    values: [tx.organisationId, userIds],
  })
  const known = new Map(
    rows.map(({ userId, settings, hasChat }) => [userId, { settings: complete(settings), hasChat }]),
  )
  return new Map(userIds.map((id) => [id, known.get(id) ?? { settings: usualSettings, hasChat: false }]))
}

const place = (userId: string) => ({ table: 'notification_setting', column: 'chat_url', id: userId })

/** The chat of one person, opened. */
export const chatOf = async (tx: Tx, userId: string): Promise<Chat | undefined> => {
  const row = await tx.maybe<{ form: ChatForm; url: Buffer }>({
    name: 'notification-chat',
    text: `select chat_form as form, chat_url as url from notification_setting
            where organisation_id = $1 and user_id = $2 and chat_url is not null`,
    values: [tx.organisationId, userId],
  })
  if (row === undefined) return undefined
  const key = await subjectKey(tx, tx.organisationId)
  return { form: row.form, url: key.decrypt(place(userId), row.url).toString() }
}

/** Keeps what somebody chose. */
export const keepSettings = async (tx: Tx, userId: string, settings: NotificationSettings): Promise<void> => {
  await tx.rows({
    name: 'notification-settings-write',
    text: `insert into notification_setting (organisation_id, user_id, settings) values ($1, $2, $3)
           on conflict (organisation_id, user_id) do update set settings = excluded.settings, updated_at = now()`,
    values: [tx.organisationId, userId, JSON.stringify(settings)],
  })
}

/** Keeps the address of somebody's chat, or forgets it. */
export const keepChat = async (tx: Tx, userId: string, chat: Chat | null): Promise<void> => {
  const url = chat && (await subjectKey(tx, tx.organisationId)).encrypt(place(userId), chat.url)
  await tx.rows({
    name: 'notification-chat-write',
    text: `insert into notification_setting (organisation_id, user_id, chat_form, chat_url) values ($1, $2, $3, $4)
           on conflict (organisation_id, user_id) do update
              set chat_form = excluded.chat_form, chat_url = excluded.chat_url, updated_at = now()`,
    values: [tx.organisationId, userId, chat?.form ?? null, url],
  })
}
