import type { Readable } from 'node:stream'
import type { CustomerImportOptions, CustomerImportPreview, CustomerImportSummary } from '@candor/api'
import type { App, Platform } from '../../platform/platform.ts'
import { sweepFiles, uploadFolder } from '../../platform/uploads/files.ts'
import { limitsOf } from '../../platform/uploads/limits.ts'
import { takeUpload } from '../../platform/uploads/take.ts'
import { registerDataExports, type DataExports } from './export/routes.ts'
import { runCustomerImport } from './job/run-import.ts'
import type { CustomerImportsNeeds } from './needs.ts'
import { registerCustomerImportRoutes } from './routes.ts'
import { reportCsv } from './rows.ts'
import { findRun } from './run.ts'
import { previewImport, startImport, type CustomerImportsContext } from './service.ts'
import { summaryOf } from './summary.ts'
import { customerUploads, uploadFolderName } from './upload.ts'

export { eraseImported, refuseDuringImports } from './erase.ts'
export { cardOf } from './export/write.ts'
export { customerImportsAuditor } from './audit.ts'
export { customerImportErrors } from './errors.ts'
export type { CustomerImportsNeeds } from './needs.ts'

const needsFile = async ({ db }: Platform, importId: string): Promise<boolean> => {
  for (const organisationId of await db.organisationIds()) {
    const found = await db.inOrganisation(organisationId, async (tx) =>
      tx.maybe({
        text: `select from customer_import where organisation_id = $1 and id::text = $2
                  and (state in ('running', 'pausing', 'paused', 'cancelling')
                       or ((state = 'uploaded' or (state = 'completed' and is_trial)) and created_at > now() - interval '30 days'))`,
        values: [organisationId, importId],
      }),
    )
    if (found !== undefined) return true
  }
  return false
}

type Given = { readonly [Name in keyof CustomerImportOptions]?: CustomerImportOptions[Name] | undefined }

/** Importing and exporting customers from inside the server, for the command line. */
export type CustomerImports = {
  readonly exports: DataExports
  /** Takes a file in. @returns the id of the waiting import */
  readonly take: (
    organisationId: string,
    file: { readonly name: string; readonly source: Readable; readonly createdBy: string },
  ) => Promise<string>
  readonly preview: (organisationId: string, id: string, given: Given) => Promise<CustomerImportPreview>
  readonly start: (
    organisationId: string,
    id: string,
    options: CustomerImportOptions,
    isTrial: boolean,
  ) => Promise<void>
  readonly find: (organisationId: string, id: string) => Promise<CustomerImportSummary>
  /** The report of every row, as CSV. */
  readonly report: (organisationId: string, id: string) => Promise<AsyncIterable<string>>
}

const importsFor = (context: CustomerImportsContext): Omit<CustomerImports, 'exports'> => {
  const { platform, limits } = context
  const find = async (organisationId: string, id: string) =>
    platform.db.inOrganisation(organisationId, async (tx) => findRun(tx, id))
  return {
    take: async (organisationId, { name, source, createdBy }) =>
      (await takeUpload(platform, customerUploads(limits), { organisationId, createdBy, fileName: name, source })).id,
    preview: async (organisationId, id, given) =>
      previewImport(context, organisationId, id, given, { language: 'en', role: 'owner' }),
    start: async (organisationId, id, options, isTrial) => {
      await startImport(context, organisationId, id, { options, isTrial }, 'owner')
    },
    find: async (organisationId, id) => {
      const run = await find(organisationId, id)
      return summaryOf(run, run.createdBy)
    },
    report: async (organisationId, id) => reportCsv(platform.db, organisationId, await find(organisationId, id), 'en'),
  }
}

/** Puts the module's routes and its background work on the server. */
export const registerCustomerImports = (app: App, platform: Platform, needs: CustomerImportsNeeds): CustomerImports => {
  const limits = limitsOf(platform.config.importLimit)
  const job = platform.jobs.define<{ readonly importId: string }>(
    'customer-import',
    // How often an import is tried is counted by what it achieves, not by how often the server is restarted.
    { attempts: 1_000_000, concurrency: 2 },
    async (running) => runCustomerImport(platform, needs, limits, running),
  )
  const context: CustomerImportsContext = { platform, needs, limits, job }
  registerCustomerImportRoutes(app, context)
  const exports = registerDataExports(app, platform, needs)
  app.addHook('onReady', async () =>
    sweepFiles(uploadFolder(platform.config.data, uploadFolderName), async (id) => needsFile(platform, id)),
  )
  return { ...importsFor(context), exports }
}
