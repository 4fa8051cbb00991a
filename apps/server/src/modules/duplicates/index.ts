import type { App, Platform } from '../../platform/platform.ts'
import { runBulk } from './bulk/run-bulk.ts'
import type { DuplicatesNeeds } from './needs.ts'
import { registerDuplicateRoutes } from './routes.ts'
import { runScan } from './scan/run-scan.ts'

export { duplicatesAuditor } from './audit/auditor.ts'
export { duplicateErrors } from './errors.ts'
export { mergeCustomers, type Merged, type MergeRequest } from './merge/merge.ts'
export { undoMerge } from './merge/unmerge.ts'
export type { DuplicatesNeeds, MergePart, Merging } from './needs.ts'

/** Puts the module's routes and its background work on the server. */
export const registerDuplicates = (app: App, platform: Platform, needs: DuplicatesNeeds): void => {
  const scan = platform.jobs.define<{ readonly scanId: string }>(
    'duplicates-scan',
    // Each restart of the server counts as a try, and each begins anew.
    { attempts: 20 },
    async (job) => runScan(platform, needs, job),
  )
  const bulk = platform.jobs.define<{ readonly bulkId: string; readonly actor: string }>(
    'duplicates-merge',
    { attempts: 1000 },
    async (job) => runBulk(platform, needs, job),
  )
  registerDuplicateRoutes(app, { needs, jobs: platform.jobs, scan, bulk })
}
