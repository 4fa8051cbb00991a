import { index, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { bytea, createdAt, id, instant, organisationId } from '../db/columns.ts'

/** Outgoing mail. Address and text are encrypted under the key of the subject whom it concerns. */
export const mailMessage = pgTable(
  'mail_message',
  {
    organisationId: organisationId(),
    id: id(),
    /** The customer, or the organisation itself for mail to staff. */
    subjectId: uuid('subject_id').notNull(),
    /** `kept`: on the mailbox page only, because there is no mail server. */
    state: text('state', { enum: ['kept', 'queued', 'sent', 'failed'] }).notNull(),
    /** Emptied once a mail with a secret in it was sent. */
    content: bytea('content'),
    createdAt: createdAt(),
    sentAt: instant('sent_at'),
  },
  (table) => [
    primaryKey({ columns: [table.organisationId, table.id] }),
    index('mail_message_newest').on(table.organisationId, table.createdAt.desc()),
  ],
)
