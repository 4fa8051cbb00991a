import type { HomePreferences, NavigationPreferences, ProfilePreferences } from '@candor/api'
import { jsonb, pgTable, primaryKey, uuid } from 'drizzle-orm/pg-core'
import { instant, organisationId } from '../../platform/db/columns.ts'

/** What a member of staff chose for themselves; one row a person. Nothing about customers, so nothing for the journal. */
export const staffPreference = pgTable(
  'staff_preference',
  {
    organisationId: organisationId(),
    userId: uuid('user_id').notNull(),
    profile: jsonb('profile').$type<ProfilePreferences>(),
    home: jsonb('home').$type<HomePreferences>(),
    navigation: jsonb('navigation').$type<NavigationPreferences>(),
    updatedAt: instant('updated_at').notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.organisationId, table.userId] })],
)
