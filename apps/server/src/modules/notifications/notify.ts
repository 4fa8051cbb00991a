import type { NotificationKind } from '@candor/api'
import { subjectKey } from '../../platform/crypto/index.ts'
import type { Tx } from '../../platform/db/index.ts'
import type { Events } from '../../platform/http/events.ts'
import { uuidv7 } from '../../platform/ids.ts'
import type { Deliveries } from './deliver.ts'
import { afterQuiet, nextDigest } from './quiet.ts'
import { settingsOf } from './settings.ts'
import type { Facts } from './texts.ts'

/** Something to tell people of. */
export type NewNotification = {
  /** What happened; whoever was told of this key is not told again. */
  readonly key: string
  readonly kind: NotificationKind
  /** Ids of members of staff; those who do not work here any more are left out. */
  readonly to: readonly string[]
  /** Whose key protects the facts: the customer they speak of, or the organisation. */
  readonly subject: string
  /** What the sentence is made of: `title` for tasks, `file` for imports, `by` and `about` for mentions, `merchant` for points. */
  readonly facts: Facts
  /** Where in the staff app it leads: `/customers/<id>`. Ids only. */
  readonly path: string
  /** Who caused it, as the journal writes it: nobody is told what they did themselves. */
  readonly by?: string
}

/** What telling somebody needs. */
export type NotifyParts = {
  readonly events: Events
  readonly deliveries: Deliveries
  readonly timeZoneOf: (tx: Tx, userId: string) => Promise<string>
}

export const factsPlace = (id: string) => ({ table: 'notification', column: 'facts', id })

/**
 * Tells people of something, in the caller's transaction: they are told if and only if that commits, and once, however
 * often the same key is told. In the app at once; by mail and in the chat as each of them chose.
 * @param now milliseconds since 1970
 */
export const notify = async (
  tx: Tx,
  { events, deliveries, timeZoneOf }: NotifyParts,
  { key, kind, to, subject, facts, path, by }: NewNotification,
  now: number = Date.now(),
): Promise<void> => {
  const wanted = [...new Set(to)].filter((id) => by !== `staff:${id}`)
  if (wanted.length === 0) return
  const people = await tx.rows<{ id: string }>({
    name: 'notification-people',
    text: 'select id from staff_contacts($1)',
    values: [wanted],
  })
  if (people.length === 0) return
  const [settings, protector] = [
    await settingsOf(
      tx,
      people.map(({ id }) => id),
    ),
    await subjectKey(tx, subject),
  ]
  for (const { id: userId } of people) {
    const { settings: chosen, hasChat } = settings.get(userId)!
    const ways = chosen.ways[kind]
    const id = uuidv7()
    const sealed = protector.encrypt(factsPlace(id), JSON.stringify(facts))
    const told = await tx.rows({
      name: 'notification-insert',
      text: `insert into notification (organisation_id, id, user_id, kind, event_key, subject_id, facts, path, in_app)
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
             on conflict (organisation_id, user_id, event_key) do nothing returning id`,
      values: [tx.organisationId, id, userId, kind, key, subject, sealed, path, ways.app],
    })
    if (told.length === 0) continue
    if (ways.app) {
      tx.afterCommit(() =>
        events.publish(tx.organisationId, { topic: 'notification', data: { id, kind }, staffId: userId }),
      )
    }
    if (ways.mail === 'off' && !(ways.chat && hasChat)) continue
    const zone = await timeZoneOf(tx, userId)
    const quietUntil = afterQuiet(chosen.quiet, zone, now)
    const target = { notificationId: id, userId }
    if (ways.mail === 'once') await deliveries.send(tx, target, 'mail', quietUntil)
    if (ways.mail === 'digest') await deliveries.send(tx, target, 'digest', nextDigest(chosen.digestAt, zone, now))
    if (ways.chat && hasChat) await deliveries.send(tx, target, 'chat', quietUntil)
  }
}
