import type { Tx } from '../../platform/db/index.ts'
import type { App, Platform } from '../../platform/platform.ts'
import { demoRequests, type DemoRequests } from './demo.ts'
import { eraseParts } from './erase.ts'
import type { SubjectRequestsNeeds } from './needs.ts'
import { registerPortalSubjectRequestRoutes } from './portal-routes.ts'
import { registerSubjectRequestRoutes } from './routes.ts'
import { remindOf } from './telling.ts'
import type { RequestParts } from './work.ts'

export { subjectRequestsAuditor } from './audit.ts'
export type { WorkingDays } from './clock.ts'
export type { ErasePart, SubjectRequestsNeeds } from './needs.ts'

/** What others may use of the desk. */
export type SubjectRequests = {
  /** See {@link demoRequests}. */
  readonly furnish: (tx: Tx, demo: DemoRequests) => Promise<void>
}

/** Puts the desk for requests about own data on the server. */
export const registerSubjectRequests = (
  app: App,
  { db, jobs, events }: Platform,
  needs: SubjectRequestsNeeds,
): SubjectRequests => {
  const reminders = jobs.define<{ readonly requestId: string; readonly dueAt: string }>(
    'subject-request-due',
    { attempts: 8 },
    async ({ organisationId, input }) => db.inOrganisation(organisationId, async (tx) => remindOf(tx, needs, input)),
  )
  // Who wrote something about the customer at the very moment of the erasure still had the key in hand.
  const sweeps = jobs.define<{ readonly records: readonly string[] }>(
    'subject-sweep',
    { attempts: 8 },
    async ({ organisationId, input: { records } }) => {
      await db.inOrganisation(organisationId, async (tx) => eraseParts(tx, needs, { records, texts: [] }))
      // The destroyed keys lie in dead rows until their space is taken back.
      await db.owner.query('vacuum subject_key')
    },
  )
  const parts: RequestParts = { needs, events, reminders, sweeps }
  registerSubjectRequestRoutes(app, db, parts)
  registerPortalSubjectRequestRoutes(app, db, parts)
  return { furnish: async (tx, demo) => demoRequests(tx, parts, demo) }
}
