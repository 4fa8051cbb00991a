import type { NotificationKind } from '@candor/api'
import { subjectKey, subjectKeys } from '../../platform/crypto/index.ts'
import type { Database, Tx } from '../../platform/db/index.ts'
import { uuidv7 } from '../../platform/ids.ts'
import type { JobKind, Jobs } from '../../platform/jobs/jobs.ts'
import type { Mail } from '../../platform/mail/mail.ts'
import { postJson } from '../../platform/outgoing/post-json.ts'
import { chatBody } from './chat.ts'
import { factsPlace } from './notify.ts'
import { chatOf } from './settings.ts'
import { languageOf, sentences, words, type Facts, type Language } from './texts.ts'

export type Way = 'mail' | 'digest' | 'chat'
type Target = { readonly notificationId: string; readonly userId: string }
type One = { readonly deliveryId: string }
type Digest = { readonly userId: string; readonly dueAt: string }
type Person = { readonly name: string; readonly email: string; readonly language: Language }

/** What sending needs. */
export type DeliveryParts = {
  readonly db: Database
  readonly jobs: Jobs
  readonly mail: Mail
  /** How browsers reach the server. */
  readonly publicUrl: string
  readonly allowPrivate: boolean
}

type Waiting = {
  readonly id: string
  readonly notificationId: string
  readonly userId: string
  readonly kind: NotificationKind
  readonly subjectId: string
  readonly facts: Buffer
  readonly path: string
}

const waitingColumns = `d.id, d.notification_id as "notificationId", d.user_id as "userId", n.kind,
  n.subject_id as "subjectId", n.facts, n.path`
const waitingTables = `notification_delivery d
  join notification n on n.organisation_id = d.organisation_id and n.id = d.notification_id`

const lockWaiting = async (tx: Tx, id: string): Promise<Waiting | undefined> =>
  tx.maybe<Waiting>({
    name: 'notification-waiting',
    text: `select ${waitingColumns} from ${waitingTables}
            where d.organisation_id = $1 and d.id = $2 and d.state = 'waiting' for update of d`,
    values: [tx.organisationId, id],
  })

const mark = async (tx: Tx, ids: readonly string[], state: 'sent' | 'skipped' | 'failed'): Promise<void> => {
  await tx.rows({
    name: 'notification-mark',
    text: `update notification_delivery set state = $3::text, sent_at = case $3::text when 'sent' then now() end
            where organisation_id = $1 and id = any($2::uuid[])`,
    values: [tx.organisationId, ids, state],
  })
}

const personOf = async (tx: Tx, userId: string): Promise<Person | undefined> => {
  const row = await tx.maybe<{ name: string; email: string; language: string | null }>({
    name: 'notification-person',
    text: 'select name, email, language from staff_contacts($1)',
    values: [[userId]],
  })
  return row && { ...row, language: languageOf(row.language) }
}

const isErased = async (tx: Tx, subjectId: string): Promise<boolean> =>
  (await tx.maybe({
    name: 'notification-erased',
    text: 'select from subject_key where organisation_id = $1 and subject_id = $2 and destroyed_at is not null',
    values: [tx.organisationId, subjectId],
  })) !== undefined

/** Sends notifications on by mail and to chats, each as a job that was asked for together with the notification. */
export class Deliveries {
  readonly #parts: DeliveryParts
  readonly #mail: JobKind<One>
  readonly #chat: JobKind<One>
  readonly #digest: JobKind<Digest>

  constructor(parts: DeliveryParts) {
    this.#parts = parts
    const { jobs } = parts
    this.#mail = jobs.define<One>(
      'notification-mail',
      { attempts: 8, concurrency: 4 },
      async ({ organisationId, input }) =>
        parts.db.inOrganisation(organisationId, async (tx) => this.#sendMail(tx, input.deliveryId)),
    )
    this.#chat = jobs.define<One>('notification-chat', { attempts: 6, concurrency: 4 }, async (job) => {
      try {
        await this.#sendChat(job.organisationId, job.input.deliveryId)
      } catch (error) {
        if (!job.lastAttempt) throw error
        await parts.db.inOrganisation(job.organisationId, async (tx) => mark(tx, [job.input.deliveryId], 'failed'))
      }
    })
    this.#digest = jobs.define<Digest>('notification-digest', { attempts: 8 }, async ({ organisationId, input }) =>
      parts.db.inOrganisation(organisationId, async (tx) => this.#sendDigest(tx, input)),
    )
  }

  /** Asks for a delivery in the caller's transaction. @param dueAt milliseconds since 1970 */
  async send(tx: Tx, { notificationId, userId }: Target, way: Way, dueAt: number): Promise<void> {
    const [id, runAt] = [uuidv7(), new Date(dueAt)]
    await tx.rows({
      name: 'notification-delivery-insert',
      text: `insert into notification_delivery (organisation_id, id, notification_id, user_id, way, state, due_at)
             values ($1, $2, $3, $4, $5, 'waiting', $6)`,
      values: [tx.organisationId, id, notificationId, userId, way, runAt],
    })
    if (way === 'mail') await this.#mail.send(tx, { deliveryId: id }, 'system', { runAt })
    if (way === 'chat') await this.#chat.send(tx, { deliveryId: id }, 'system', { runAt })
    if (way !== 'digest') return
    const first = await tx.rows({
      name: 'notification-digest-insert',
      text: `insert into notification_digest (organisation_id, user_id, due_at) values ($1, $2, $3)
             on conflict do nothing returning user_id`,
      values: [tx.organisationId, userId, runAt],
    })
    if (first.length > 0) await this.#digest.send(tx, { userId, dueAt: runAt.toISOString() }, 'system', { runAt })
  }

  /** The mail is put into the outgoing mail in the transaction that marks it as sent, so it is sent once. */
  async #sendMail(tx: Tx, deliveryId: string): Promise<void> {
    const waiting = await lockWaiting(tx, deliveryId)
    if (waiting === undefined) return
    const person = await personOf(tx, waiting.userId)
    if (person === undefined || (await isErased(tx, waiting.subjectId))) return mark(tx, [waiting.id], 'skipped')
    const key = await subjectKey(tx, waiting.subjectId)
    const facts = JSON.parse(key.decrypt(factsPlace(waiting.notificationId), waiting.facts).toString()) as Facts
    const sentence = sentences[person.language][waiting.kind]
    const { open, settings } = words[person.language]
    const { publicUrl, mail } = this.#parts
    await mail.send(tx, {
      subjectId: waiting.subjectId,
      to: person.email,
      // The subject of a mail is seen on locked screens and by every server on the way.
      subject: sentence.bare,
      text: `${sentence.full(facts)}\n\n${open}: ${publicUrl}${waiting.path}\n\n${settings}: ${publicUrl}/settings\n`,
    })
    await mark(tx, [waiting.id], 'sent')
  }

  /**
   * A chat that took the message is told so by nobody: where the server dies between its answer and our note of it, the
   * message is sent again under the same id.
   */
  async #sendChat(organisationId: string, deliveryId: string): Promise<void> {
    const { db, publicUrl, allowPrivate } = this.#parts
    const ready = await db.inOrganisation(organisationId, async (tx) => {
      const waiting = await lockWaiting(tx, deliveryId)
      if (waiting === undefined) return undefined
      const [person, chat] = [await personOf(tx, waiting.userId), await chatOf(tx, waiting.userId)]
      if (person !== undefined && chat !== undefined) return { waiting, person, chat }
      await mark(tx, [waiting.id], 'skipped')
      return undefined
    })
    if (ready === undefined) return
    const { waiting, person, chat } = ready
    const text = `${sentences[person.language][waiting.kind].bare} ${publicUrl}${waiting.path}`
    await postJson(chat.url, chatBody(chat.form, text), { 'webhook-id': deliveryId }, { allowPrivate })
    await db.inOrganisation(organisationId, async (tx) => mark(tx, [deliveryId], 'sent'))
  }

  /** One mail with all that waits for it: how often what happened, nothing of customers. */
  async #sendDigest(tx: Tx, { userId, dueAt }: Digest): Promise<void> {
    const rows = await tx.rows<Waiting>({
      name: 'notification-digest-waiting',
      text: `select ${waitingColumns} from ${waitingTables}
              where d.organisation_id = $1 and d.user_id = $2 and d.way = 'digest' and d.state = 'waiting'
                and d.due_at <= $3 order by d.id for update of d`,
      values: [tx.organisationId, userId, dueAt],
    })
    if (rows.length === 0) return
    const person = await personOf(tx, userId)
    const ids = rows.map(({ id }) => id)
    if (person === undefined) return mark(tx, ids, 'skipped')
    const counts = new Map<NotificationKind, number>()
    for (const { kind } of rows) counts.set(kind, (counts.get(kind) ?? 0) + 1)
    const { digest, open, settings } = words[person.language]
    const lines = [...counts].map(([kind, count]) => `- ${sentences[person.language][kind].counted(count)}`)
    const { publicUrl, mail } = this.#parts
    await mail.send(tx, {
      subjectId: tx.organisationId,
      to: person.email,
      subject: digest,
      text: `${lines.join('\n')}\n\n${open}: ${publicUrl}/notifications\n\n${settings}: ${publicUrl}/settings\n`,
    })
    await mark(tx, ids, 'sent')
  }

  /** Tells somebody in a chat that it is set up. @throws OUTGOING_ADDRESS_REFUSED, OUTGOING_CALL_FAILED */
  async greet(
    chat: { readonly form: Parameters<typeof chatBody>[0]; readonly url: string },
    language: Language,
  ): Promise<void> {
    const { allowPrivate } = this.#parts
    const headers = { 'webhook-id': uuidv7() }
    await postJson(chat.url, chatBody(chat.form, words[language].chatSet), headers, { allowPrivate })
  }
}

/** Opens the facts of notifications; those of somebody who was erased stay closed. */
export const openFacts = async (
  tx: Tx,
  rows: readonly {
    readonly id: string
    readonly subjectId: string
    readonly facts: Buffer
    readonly erased: boolean
  }[],
): Promise<Map<string, Facts>> => {
  const readable = rows.filter(({ erased }) => !erased)
  const keys = await subjectKeys(
    tx,
    readable.map(({ subjectId }) => subjectId),
  )
  return new Map(
    readable.map(({ id, subjectId, facts }) => [
      id,
      JSON.parse(keys.get(subjectId)!.decrypt(factsPlace(id), facts).toString()) as Facts,
    ]),
  )
}
