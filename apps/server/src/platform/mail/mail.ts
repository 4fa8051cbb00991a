import { createTransport, type Transporter } from 'nodemailer'
import type { Config } from '../config.ts'
import { subjectKey, subjectKeys } from '../crypto/index.ts'
import { deleteRows } from '../db/erase-rows.ts'
import type { Database, Tx } from '../db/types.ts'
import { uuidv7 } from '../ids.ts'
import type { JobKind, Jobs } from '../jobs/jobs.ts'

/** One mail to one address. */
export type MailContent = {
  readonly to: string
  readonly subject: string
  readonly text: string
  readonly html?: string
}

export type OutgoingMail = MailContent & {
  /** Whom it concerns: a customer, or the organisation for mail to staff. Erasing the customer erases the mail. */
  readonly subjectId: string
  /** It holds a code or a link that opens something: forgotten once sent. */
  readonly secret?: boolean
}

/** A mail as the mailbox page shows it. */
export type KeptMail = MailContent & { readonly id: string; readonly state: string; readonly createdAt: Date }

type Row = { id: string; subjectId: string; state: string; content: Buffer | null; createdAt: Date }

const place = (id: string) => ({ table: 'mail_message', column: 'content', id })

/** Sends mail through the server of `SMTP_URL`; without one, keeps it for the mailbox page. */
export class Mail {
  readonly #db: Database
  readonly #from: string
  readonly #transport: Transporter | undefined
  readonly #delivery: JobKind<{ mailId: string; secret: boolean }>

  constructor(config: Pick<Config, 'smtpUrl' | 'mailFrom'>, db: Database, jobs: Jobs) {
    this.#db = db
    this.#from = config.mailFrom
    this.#transport = config.smtpUrl === undefined ? undefined : createTransport(config.smtpUrl)
    this.#delivery = jobs.define('send-mail', { attempts: 8, concurrency: 4 }, async (job) => {
      const { mailId, secret } = job.input
      try {
        await this.#deliver(job.organisationId, mailId, secret)
      } catch (error) {
        if (job.lastAttempt) await this.#mark(job.organisationId, mailId, 'failed', secret)
        throw error
      }
    })
  }

  /** Whether mail leaves the machine. */
  get leaves(): boolean {
    return this.#transport !== undefined
  }

  /** Sends in the caller's transaction: the mail goes out if and only if that commits. @returns the mail's id */
  async send(tx: Tx, { subjectId, secret = false, ...content }: OutgoingMail): Promise<string> {
    const id = uuidv7()
    const key = await subjectKey(tx, subjectId)
    await tx.rows({
      name: 'mail-insert',
      text: `insert into mail_message (organisation_id, id, subject_id, state, content) values ($1, $2, $3, $4, $5)`,
      values: [
        tx.organisationId,
        id,
        subjectId,
        this.leaves ? 'queued' : 'kept',
        key.encrypt(place(id), JSON.stringify(content)),
      ],
    })
    if (this.leaves) await this.#delivery.send(tx, { mailId: id, secret }, 'system', { id })
    return id
  }

  async #deliver(organisationId: string, id: string, secret: boolean): Promise<void> {
    const mail = await this.#db.inOrganisation(organisationId, async (tx) => {
      const row = await tx.maybe<{ subjectId: string; content: Buffer }>({
        text: `select subject_id as "subjectId", content from mail_message
                where organisation_id = $1 and id = $2 and state = 'queued'`,
        values: [organisationId, id],
      })
      if (row === undefined) return undefined
      const key = await subjectKey(tx, row.subjectId)
      return JSON.parse(key.decrypt(place(id), row.content).toString()) as MailContent
    })
    if (mail === undefined) return
    // The message id makes a repetition after a crash recognisable to the receiving side.
    await this.#transport?.sendMail({ ...mail, from: this.#from, messageId: `<${id}@candor>` })
    await this.#mark(organisationId, id, 'sent', secret)
  }

  /** Says what became of a mail; one with a secret in it is forgotten. */
  async #mark(organisationId: string, id: string, state: 'sent' | 'failed', secret: boolean): Promise<void> {
    await this.#db.inOrganisation(organisationId, async (tx) =>
      tx.rows({
        text: `update mail_message set state = $3::text, content = case when $4 then null else content end,
                 sent_at = case $3::text when 'sent' then now() else null end
                where organisation_id = $1 and id = $2`,
        values: [organisationId, id, state, secret],
      }),
    )
  }

  /** The newest mails of an organisation, for the mailbox page. */
  async newest(tx: Tx, limit: number): Promise<KeptMail[]> {
    const rows = await tx.rows<Row>({
      name: 'mail-newest',
      text: `select m.id, m.subject_id as "subjectId", m.state, m.content, m.created_at as "createdAt"
               from mail_message m
               join subject_key k on k.organisation_id = m.organisation_id and k.subject_id = m.subject_id
              where m.organisation_id = $1 and m.content is not null and k.destroyed_at is null
              order by m.created_at desc, m.id desc limit $2`,
      values: [tx.organisationId, limit],
    })
    const keys = await subjectKeys(tx, new Set(rows.map(({ subjectId }) => subjectId)))
    return rows.flatMap(({ id, subjectId, state, content, createdAt }) => {
      const text = content === null ? undefined : keys.get(subjectId)?.decrypt(place(id), content)
      return text === undefined ? [] : [{ ...(JSON.parse(text.toString()) as MailContent), id, state, createdAt }]
    })
  }

  /** Deletes every mail that concerns somebody, sent or not. */
  async erase(tx: Tx, subjectIds: readonly string[]): Promise<number> {
    return deleteRows(tx, 'mail_message', 'subject_id', subjectIds)
  }

  close(): void {
    this.#transport?.close()
  }
}
