import type { Readable } from 'node:stream'
import type { ImportOptions, ImportPreview } from '@candor/api'
import type { App, Platform } from '../../platform/platform.ts'
import { sweepFiles, uploadFolder } from '../../platform/uploads/files.ts'
import { limitsOf } from '../../platform/uploads/limits.ts'
import { takeUpload } from '../../platform/uploads/take.ts'
import { PointsWatch } from './job/points.ts'
import { runImport } from './job/run-import.ts'
import type { ImportsNeeds } from './needs.ts'
import { reportCsv } from './report.ts'
import { registerImportRoutes } from './routes.ts'
import { findRun, type ImportRun } from './run.ts'
import { previewImport, startImport, type ImportsContext } from './service.ts'
import { orderUploads, uploadFolderName } from './upload.ts'

export { importErrors } from './errors.ts'
export type { ImportsNeeds } from './needs.ts'
export type { ImportRun } from './run.ts'
export { summaryOf } from './summary.ts'

/** Importing from inside the server, for the demo company and the command line. */
export type Imports = {
  /** Takes a file in. @returns the waiting import */
  readonly take: (
    organisationId: string,
    file: { readonly name: string; readonly source: Readable; readonly createdBy: string; readonly key?: string },
  ) => Promise<ImportRun>
  readonly start: (organisationId: string, importId: string, options: ImportOptions) => Promise<ImportRun>
  readonly find: (organisationId: string, importId: string) => Promise<ImportRun>
  /** What was guessed of a waiting import; with options, what they would do. */
  readonly preview: (organisationId: string, importId: string, options?: ImportOptions) => Promise<ImportPreview>
  /** The report of every row, as CSV. */
  readonly report: (organisationId: string, run: ImportRun) => AsyncIterable<string>
}

const needsFile = async (platform: Platform, importId: string): Promise<boolean> => {
  for (const organisationId of await platform.db.organisationIds()) {
    const found = await platform.db.inOrganisation(organisationId, async (tx) =>
      tx.maybe({
        text: `select from import_run where organisation_id = $1 and id::text = $2 and state in ('running', 'cancelling')
                  and phase = 'reading'`,
        values: [organisationId, importId],
      }),
    )
    if (found !== undefined) return true
  }
  return false
}

/** Puts the module's routes and its background work on the server. */
export const registerImports = (app: App, platform: Platform, needs: ImportsNeeds): Imports => {
  const limits = limitsOf(platform.config.importLimit)
  const points = new PointsWatch(platform, needs)
  const job = platform.jobs.define<{ readonly importId: string }>(
    'import',
    // How often an import is tried is counted by what it achieves, not by how often the server is restarted.
    // Two at once, so that a small file need not wait for a large one.
    { attempts: 1_000_000, concurrency: 2 },
    async (running) => {
      try {
        await runImport(platform, needs, limits, running)
      } finally {
        points.add(running.organisationId)
      }
    },
  )
  const context: ImportsContext = { platform, needs, limits, job }
  registerImportRoutes(app, context)
  app.addHook('onReady', async () => {
    await sweepFiles(uploadFolder(platform.config.data, uploadFolderName), async (id) => needsFile(platform, id))
    await points.start()
  })
  app.addHook('onClose', async () => points.stop())
  return {
    take: async (organisationId, { name, source, createdBy, key }) =>
      takeUpload(platform, orderUploads(limits), {
        organisationId,
        createdBy,
        fileName: name,
        source,
        idempotencyKey: key,
      }),
    start: async (organisationId, id, options) => startImport(context, organisationId, id, options),
    find: async (organisationId, id) => platform.db.inOrganisation(organisationId, async (tx) => findRun(tx, id)),
    preview: async (organisationId, id, options) => previewImport(context, organisationId, id, options, 'en'),
    report: (organisationId, run) => reportCsv(platform.db, organisationId, run, 'en'),
  }
}
