import { chatForms, notificationKinds, type NotificationSettings } from '@candor/api'
import { sql } from 'drizzle-orm'
import { boolean, foreignKey, index, jsonb, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { bytea, createdAt, id, instant, organisationId } from '../../platform/db/columns.ts'

/** Something that one person is told. */
export const notification = pgTable(
  'notification',
  {
    organisationId: organisationId(),
    id: uuid('id').notNull(),
    userId: uuid('user_id').notNull(),
    kind: text('kind', { enum: notificationKinds }).notNull(),
    /** What happened, in a form that is the same however often it is told: nobody is told the same twice. */
    eventKey: text('event_key').notNull(),
    /** Whose key protects the facts. */
    subjectId: uuid('subject_id').notNull(),
    /** JSON of what the sentence is made of, under the key of the subject. */
    facts: bytea('facts').notNull(),
    /** Where in the staff app it leads; ids only. */
    path: text('path').notNull(),
    /** False where the person does not want to see this kind in the app: kept for mail and chat alone. */
    inApp: boolean('in_app').notNull(),
    createdAt: createdAt(),
    readAt: instant('read_at'),
  },
  (table) => [
    primaryKey({ columns: [table.organisationId, table.id] }),
    uniqueIndex('notification_once').on(table.organisationId, table.userId, table.eventKey),
    index('notification_newest')
      .on(table.organisationId, table.userId, table.id)
      .where(sql`in_app`),
    index('notification_unread')
      .on(table.organisationId, table.userId, table.id)
      .where(sql`in_app and read_at is null`),
  ],
)

/** A notification on its way by mail or to a chat. */
export const notificationDelivery = pgTable(
  'notification_delivery',
  {
    organisationId: organisationId(),
    id: id(),
    notificationId: uuid('notification_id').notNull(),
    userId: uuid('user_id').notNull(),
    way: text('way', { enum: ['mail', 'digest', 'chat'] }).notNull(),
    state: text('state', { enum: ['waiting', 'sent', 'skipped', 'failed'] }).notNull(),
    dueAt: instant('due_at').notNull(),
    sentAt: instant('sent_at'),
  },
  (table) => [
    primaryKey({ columns: [table.organisationId, table.id] }),
    foreignKey({
      name: 'notification_delivery_notification',
      columns: [table.organisationId, table.notificationId],
      foreignColumns: [notification.organisationId, notification.id],
    }).onDelete('cascade'),
    uniqueIndex('notification_delivery_once').on(table.organisationId, table.notificationId, table.way),
    index('notification_delivery_digest')
      .on(table.organisationId, table.userId, table.dueAt)
      .where(sql`way = 'digest' and state = 'waiting'`),
  ],
)

/** The daily mails that are asked for: one job each. */
export const notificationDigest = pgTable(
  'notification_digest',
  {
    organisationId: organisationId(),
    userId: uuid('user_id').notNull(),
    dueAt: instant('due_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.organisationId, table.userId, table.dueAt] })],
)

/** By which ways somebody wants to be told; what is usual without a row. */
export const notificationSetting = pgTable(
  'notification_setting',
  {
    organisationId: organisationId(),
    userId: uuid('user_id').notNull(),
    settings: jsonb('settings').$type<NotificationSettings>(),
    chatForm: text('chat_form', { enum: chatForms }),
    /** Address of the chat's webhook under the organisation's key: whoever knows it can write there. */
    chatUrl: bytea('chat_url'),
    updatedAt: instant('updated_at').notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.organisationId, table.userId] })],
)
