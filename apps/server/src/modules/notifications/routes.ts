import { notificationRoutes, type NotificationKind } from '@candor/api'
import { z } from 'zod'
import type { Tx } from '../../platform/db/index.ts'
import { staffOf } from '../../platform/http/access.ts'
import { decodeCursor, pageOf } from '../../platform/http/page.ts'
import { languageOf } from '../../platform/http/problem.ts'
import { route } from '../../platform/http/route.ts'
import { read, write } from '../../platform/http/write.ts'
import { checkAddress } from '../../platform/outgoing/guard.ts'
import type { App, Platform } from '../../platform/platform.ts'
import { openFacts, type Deliveries } from './deliver.ts'
import { notificationErrors } from './errors.ts'
import { chatOf, keepChat, keepSettings, settingsOf } from './settings.ts'
import { sentences } from './texts.ts'

type Row = {
  readonly id: string
  readonly kind: NotificationKind
  readonly subjectId: string
  readonly facts: Buffer
  readonly path: string
  readonly createdAt: Date
  readonly readAt: Date | null
  readonly erased: boolean
}

const cursor = z.tuple([z.uuid()])
const done = { done: true } as const

const list = async (
  tx: Tx,
  userId: string,
  { unread = false, ...page }: { unread?: boolean | undefined; cursor?: string | undefined; limit: number },
) => {
  const after = decodeCursor(cursor, page.cursor)
  const rows = await tx.rows<Row>({
    text: `select n.id, n.kind, n.subject_id as "subjectId", n.facts, n.path, n.created_at as "createdAt",
                  n.read_at as "readAt", k.destroyed_at is not null as erased
             from notification n
             left join subject_key k on k.organisation_id = n.organisation_id and k.subject_id = n.subject_id
            where n.organisation_id = $1 and n.user_id = $2 and n.in_app ${unread ? 'and n.read_at is null' : ''}
              and ($3::uuid is null or n.id < $3) order by n.id desc limit $4`,
    values: [tx.organisationId, userId, after?.[0] ?? null, page.limit + 1],
  })
  const facts = await openFacts(tx, rows)
  return pageOf(
    rows,
    page.limit,
    ({ id }) => [id],
    ({ id, kind, path, createdAt, readAt }) => {
      const known = facts.get(id)
      const title = known ? { en: sentences.en[kind].full(known), zh: sentences.zh[kind].full(known) } : null
      return { id, kind, title, path, createdAt: createdAt.toISOString(), readAt: readAt?.toISOString() ?? null }
    },
  )
}

/** The routes of packages/api/src/notifications.ts: everybody's own, nobody else's. */
export const registerNotificationRoutes = (app: App, { config, events }: Platform, deliveries: Deliveries): void => {
  const rules = { allowPrivate: config.privateWebhooks }
  /** Other windows of the same person count anew. */
  const tell = (tx: Tx, userId: string): void =>
    tx.afterCommit(() => events.publish(tx.organisationId, { topic: 'notification', data: {}, staffId: userId }))

  route(app, notificationRoutes.list, async ({ query, request }) =>
    read(request, async (tx) => list(tx, staffOf(request).userId, query)),
  )

  route(app, notificationRoutes.count, async ({ request }) =>
    read(request, async (tx) =>
      tx.one<{ unread: number }>({
        name: 'notification-count',
        text: `select count(*)::int as unread from (select from notification
                where organisation_id = $1 and user_id = $2 and in_app and read_at is null limit 100) counted`,
        values: [tx.organisationId, staffOf(request).userId],
      }),
    ),
  )

  route(app, notificationRoutes.read, async ({ params, body, request }) =>
    write(request, async (tx) => {
      const { userId } = staffOf(request)
      const changed = await tx.rows({
        name: 'notification-read',
        text: `update notification set read_at = case when $4 then coalesce(read_at, now()) end
                where organisation_id = $1 and user_id = $2 and id = $3 returning id`,
        values: [tx.organisationId, userId, params.id, body.read],
      })
      if (changed.length === 0) throw notificationErrors.NOTIFICATION_NOT_FOUND('the person has no such notification')
      tell(tx, userId)
      return done
    }),
  )

  route(app, notificationRoutes.readAll, async ({ request }) =>
    write(request, async (tx) => {
      const { userId } = staffOf(request)
      await tx.rows({
        name: 'notification-read-all',
        text: `update notification set read_at = now()
                where organisation_id = $1 and user_id = $2 and in_app and read_at is null`,
        values: [tx.organisationId, userId],
      })
      tell(tx, userId)
      return done
    }),
  )

  route(app, notificationRoutes.settings, async ({ request }) =>
    read(request, async (tx) => {
      const { userId } = staffOf(request)
      const [known, chat] = [await settingsOf(tx, [userId]), await chatOf(tx, userId)]
      return {
        settings: known.get(userId)!.settings,
        chat: chat ? { form: chat.form, host: new URL(chat.url).host } : null,
      }
    }),
  )

  route(app, notificationRoutes.setSettings, async ({ body, request }) =>
    write(request, async (tx) => {
      await keepSettings(tx, staffOf(request).userId, body)
      return done
    }),
  )

  route(app, notificationRoutes.setChat, async ({ body: { chat }, request }) => {
    if (chat !== null) {
      checkAddress(chat.url, rules)
      await deliveries.greet(chat, languageOf(request) === 'zh-CN' ? 'zh' : 'en')
    }
    return write(request, async (tx) => {
      await keepChat(tx, staffOf(request).userId, chat)
      return done
    })
  })
}
