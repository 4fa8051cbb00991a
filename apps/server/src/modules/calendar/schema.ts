import type { BusinessCalendarBody } from '@candor/api'
import { integer, jsonb, pgTable, primaryKey, uuid } from 'drizzle-orm/pg-core'
import { instant, organisationId } from '../../platform/db/columns.ts'

/** Business hours and holidays of an organisation: one row. */
export const businessCalendar = pgTable(
  'business_calendar',
  {
    organisationId: organisationId(),
    version: integer('version').notNull(),
    calendar: jsonb('calendar').$type<BusinessCalendarBody>().notNull(),
    /** The journal entry that recorded what is stored now. */
    entryId: uuid('entry_id').notNull(),
    updatedAt: instant('updated_at').notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.organisationId] })],
)
