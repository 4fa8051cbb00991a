import type { ImportSummary } from '@candor/api'
import type { Tx } from '../../../platform/db/index.ts'
import type { Platform } from '../../../platform/platform.ts'
import type { ImportsNeeds } from '../needs.ts'
import { findRun, type ImportRun } from '../run.ts'
import { summaryOf } from '../summary.ts'

/** Shortest time between two messages about one import, in milliseconds. */
const interval = 250

/** The name of whoever handed in an import: staff by name, the system as such. */
export const creatorName = async (
  needs: Pick<ImportsNeeds, 'staffNames'>,
  organisationId: string,
  createdBy: string,
): Promise<string> => {
  const [kind, id = ''] = createdBy.split(':')
  if (kind !== 'staff') return createdBy
  return (await needs.staffNames(organisationId, [id])).get(id) ?? createdBy
}

/** Tells everybody who listens how an import stands. */
export const announce = async (
  { db, events }: Pick<Platform, 'db' | 'events'>,
  needs: Pick<ImportsNeeds, 'staffNames'>,
  organisationId: string,
  importId: string,
): Promise<ImportSummary> => {
  const run = await db.inOrganisation(organisationId, async (tx: Tx): Promise<ImportRun> => findRun(tx, importId))
  const summary = summaryOf(run, await creatorName(needs, organisationId, run.createdBy))
  events.publish(organisationId, { topic: 'import', data: summary })
  return summary
}

/** Makes a function that announces an import, but not more than a few times a second. */
export const announcer = (
  platform: Pick<Platform, 'db' | 'events'>,
  needs: Pick<ImportsNeeds, 'staffNames'>,
  organisationId: string,
  importId: string,
): (() => Promise<void>) => {
  let told = 0
  return async () => {
    if (Date.now() - told < interval) return
    told = Date.now()
    await announce(platform, needs, organisationId, importId)
  }
}
