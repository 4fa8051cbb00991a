import type { App, Platform } from '../../platform/platform.ts'
import { sweepFiles, uploadFolder } from '../../platform/uploads/files.ts'
import { limitsOf } from '../../platform/uploads/limits.ts'
import { registerDataExports } from './export/routes.ts'
import { runCustomerImport } from './job/run-import.ts'
import type { CustomerImportsNeeds } from './needs.ts'
import { registerCustomerImportRoutes } from './routes.ts'
import { uploadFolderName } from './upload.ts'

export { customerImportErrors } from './errors.ts'
export type { CustomerImportsNeeds } from './needs.ts'

const needsFile = async ({ db }: Platform, importId: string): Promise<boolean> => {
  for (const organisationId of await db.organisationIds()) {
    const found = await db.inOrganisation(organisationId, async (tx) =>
      tx.maybe({
        text: `select from customer_import where organisation_id = $1 and id::text = $2
                  and (state in ('running', 'pausing', 'paused', 'cancelling')
                       or (state in ('uploaded', 'completed') and finished_at is null and created_at > now() - interval '30 days'))`,
        values: [organisationId, importId],
      }),
    )
    if (found !== undefined) return true
  }
  return false
}

/** Puts the module's routes and its background work on the server. */
export const registerCustomerImports = (app: App, platform: Platform, needs: CustomerImportsNeeds): void => {
  const limits = limitsOf(platform.config.importLimit)
  const job = platform.jobs.define<{ readonly importId: string }>(
    'customer-import',
    // How often an import is tried is counted by what it achieves, not by how often the server is restarted.
    { attempts: 1_000_000, concurrency: 2 },
    async (running) => runCustomerImport(platform, needs, limits, running),
  )
  registerCustomerImportRoutes(app, { platform, needs, limits, job })
  registerDataExports(app, platform, needs)
  app.addHook('onReady', async () =>
    sweepFiles(uploadFolder(platform.config.data, uploadFolderName), async (id) => needsFile(platform, id)),
  )
}
