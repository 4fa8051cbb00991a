import type { Tx } from '../../platform/db/index.ts'
import { uuidv7 } from '../../platform/ids.ts'
import type { App, Platform } from '../../platform/platform.ts'
import { runBulk } from './bulk/run-bulk.ts'
import type { DuplicatesNeeds } from './needs.ts'
import { registerDuplicateRoutes } from './routes.ts'
import { runScan } from './scan/run-scan.ts'
import { insertScan } from './scan/store.ts'

export { eraseComparisons } from './erase.ts'
export { duplicatesAuditor } from './audit/auditor.ts'
export { duplicateErrors } from './errors.ts'
export { mergeCustomers, type Merged, type MergeRequest } from './merge/merge.ts'
export { undoMerge } from './merge/unmerge.ts'
export type { DuplicatesNeeds, MergePart, Merging } from './needs.ts'

/** What others may use of the search for duplicates. */
export type Duplicates = {
  /** Has all customers compared, in the background. @throws a unique violation while a comparison is under way */
  readonly startScan: (tx: Tx, startedBy: string) => Promise<string>
}

/** Puts the module's routes and its background work on the server. */
export const registerDuplicates = (app: App, platform: Platform, needs: DuplicatesNeeds): Duplicates => {
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
  return {
    startScan: async (tx, startedBy) => {
      const id = uuidv7()
      await insertScan(tx, id, startedBy)
      return scan.send(tx, { scanId: id }, startedBy, { id })
    },
  }
}
