import type { ImportSummary } from '@candor/api'
import type { Tx } from '../../../platform/db/index.ts'
import type { Platform } from '../../../platform/platform.ts'
import { creatorName } from '../../../platform/uploads/progress.ts'
import type { ImportsNeeds } from '../needs.ts'
import { findRun, type ImportRun } from '../run.ts'
import { summaryOf } from '../summary.ts'

/** Tells everybody who listens how an import stands. */
export const announce = async (
  { db, events }: Pick<Platform, 'db' | 'events'>,
  { staffNames }: Pick<ImportsNeeds, 'staffNames'>,
  organisationId: string,
  importId: string,
): Promise<ImportSummary> => {
  const run = await db.inOrganisation(organisationId, async (tx: Tx): Promise<ImportRun> => findRun(tx, importId))
  const summary = summaryOf(run, await creatorName(staffNames, organisationId, run.createdBy))
  events.publish(organisationId, { topic: 'import', data: summary })
  return summary
}
