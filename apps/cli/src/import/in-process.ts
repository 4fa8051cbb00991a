import { createReadStream } from 'node:fs'
import { basename } from 'node:path'
import type { Candor } from '@candor/server'
import { summaryOf } from '@candor/server/modules/imports/index'
import { merchantsOf } from '@candor/server/modules/orders/index'
import { oneOrganisation } from '../installation/organisation.ts'
import { follow, settle, type ImportResult, type ImportTask } from './task.ts'

/**
 * Imports a file with the server's own importer inside this process. The import is a job like any other: if this
 * process is ended, the next start of the server finishes it.
 */
export const importInProcess = async (
  candor: Candor,
  organisation: string | undefined,
  { file, reading, onProgress }: ImportTask,
): Promise<ImportResult> => {
  const { imports } = candor.customerSide
  const { db } = candor.platform
  const { id: organisationId } = await oneOrganisation(db, organisation)
  const source = createReadStream(file)
  const { id } = await imports.take(organisationId, { name: basename(file), source, createdBy: 'system' })
  const merchants = await db.inOrganisation(organisationId, async (tx) => merchantsOf(tx))
  const options = await settle(reading, merchants, async (given) => imports.preview(organisationId, id, given))
  await imports.start(organisationId, id, options)
  const find = async () => imports.find(organisationId, id)
  const run = await follow(async () => summaryOf(await find(), 'system'), onProgress)
  return { run, report: imports.report(organisationId, await find()) }
}
