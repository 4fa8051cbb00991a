import { isDeepStrictEqual } from 'node:util'
import { z } from 'zod'
import type { ImportOptions, ImportPreview } from '@candor/api'
import { homeCurrency, type Tx } from '../../platform/db/index.ts'
import type { Language } from '../../platform/errors.ts'
import { decodeCursor, pageOf } from '../../platform/http/page.ts'
import type { JobKind } from '../../platform/jobs/jobs.ts'
import type { Platform } from '../../platform/platform.ts'
import { filePath, uploadFolder } from '../../platform/uploads/files.ts'
import type { UploadLimits } from '../../platform/uploads/limits.ts'
import { inspectUpload, type Layout } from '../../platform/uploads/tables.ts'
import { importErrors } from './errors.ts'
import { cancelRun } from './job/endings.ts'
import type { ImportsNeeds } from './needs.ts'
import { checkOptions, settleOptions } from './options.ts'
import { firstRows, previewOf } from './preview.ts'
import { readingOf, uploadFolderName } from './upload.ts'
import { findRun, lockRun, runColumns, type ImportRun, type SettledOptions } from './run.ts'

/** What the functions below share. */
export type ImportsContext = {
  readonly platform: Platform
  readonly needs: ImportsNeeds
  readonly limits: UploadLimits
  readonly job: JobKind<{ readonly importId: string }>
}

const requireWaiting = ({ id, state }: ImportRun): void => {
  if (state !== 'uploaded') throw importErrors.IMPORT_NOT_STARTABLE(`the import ${id} is ${state} already`)
}

/** The layout under the chosen encoding, and the first rows. Read outside a transaction, since files take their time. */
const examine = async (
  { platform, limits }: ImportsContext,
  run: ImportRun,
  options: ImportOptions | undefined,
): Promise<{ layout: Layout; sample: string[][] }> => {
  const path = filePath(uploadFolder(platform.config.data, uploadFolderName), run.id)
  const { encoding } = options ?? {}
  const layout =
    encoding === undefined || encoding === run.layout.encoding
      ? run.layout
      : await inspectUpload(path, { ...readingOf(limits), encoding })
  return { layout, sample: await firstRows(path, layout, limits.contentSize) }
}

/** Columns, mapping and first rows of a waiting import. @throws NOT_FOUND, IMPORT_NOT_STARTABLE, IMPORT_FILE_GONE */
export const previewImport = async (
  context: ImportsContext,
  organisationId: string,
  id: string,
  options: ImportOptions | undefined,
  language: Language,
): Promise<ImportPreview> => {
  const { db } = context.platform
  const run = await db.inOrganisation(organisationId, async (tx) => findRun(tx, id))
  requireWaiting(run)
  const { layout, sample } = await examine(context, run, options)
  return db.inOrganisation(organisationId, async (tx) =>
    previewOf(tx, context.needs, run, layout, sample, options, language),
  )
}

/** Whether an import runs under just these options; what they leave open was found out from the file. */
const isSame = (settled: SettledOptions | null, options: ImportOptions): boolean =>
  settled !== null &&
  Object.entries(options).every(
    ([name, value]) => value === undefined || isDeepStrictEqual(value, settled[name as keyof ImportOptions]),
  )

const begin = async (tx: Tx, { job }: ImportsContext, run: ImportRun, layout: Layout, options: SettledOptions) => {
  await job.send(tx, { importId: run.id }, run.createdBy, { id: run.id })
  return tx.one<ImportRun>({
    text: `update import_run set state = 'running', options = $3, layout = $4, started_at = now()
            where organisation_id = $1 and id = $2 returning ${runColumns}`,
    values: [tx.organisationId, run.id, JSON.stringify(options), JSON.stringify(layout)],
  })
}

/**
 * Starts an import in the background. Starting it again with the same options changes nothing.
 * @throws NOT_FOUND, IMPORT_NOT_STARTABLE, IMPORT_FILE_GONE, and the refusals of {@link checkOptions}
 */
export const startImport = async (
  context: ImportsContext,
  organisationId: string,
  id: string,
  options: ImportOptions,
): Promise<ImportRun> => {
  const { db } = context.platform
  const run = await db.inOrganisation(organisationId, async (tx) => findRun(tx, id))
  if (run.state !== 'uploaded' && isSame(run.options, options)) return run
  requireWaiting(run)
  const { layout, sample } = await examine(context, run, options)
  return db.inOrganisation(organisationId, async (tx) => {
    checkOptions(options, layout, await context.needs.merchantsOf(tx), await homeCurrency(tx))
    const current = await lockRun(tx, id)
    if (current.state !== 'uploaded' && isSame(current.options, options)) return current
    requireWaiting(current)
    return begin(tx, context, current, layout, settleOptions(options, layout, sample))
  })
}

/**
 * Stops an import after the step that is under way. What was imported stays.
 * @throws NOT_FOUND, IMPORT_NOT_RUNNING
 */
export const cancelImport = async ({ platform, needs }: ImportsContext, tx: Tx, id: string): Promise<ImportRun> => {
  const run = await lockRun(tx, id)
  if (run.state === 'cancelling' || run.state === 'cancelled') return run
  if (run.state !== 'running' || run.phase === 'points' || run.phase === 'done') {
    throw importErrors.IMPORT_NOT_RUNNING(`the import ${id} is ${run.state}, in phase ${run.phase}`)
  }
  const state = await platform.jobs.cancel(tx, id)
  if (state === 'cancelled') await cancelRun(tx, needs, id)
  else {
    await tx.rows({
      text: `update import_run set state = 'cancelling' where organisation_id = $1 and id = $2`,
      values: [tx.organisationId, id],
    })
  }
  return findRun(tx, id)
}

/** Imports, newest first. @throws HTTP_CURSOR_INVALID */
export const listImports = async (
  tx: Tx,
  { cursor, limit }: { readonly cursor?: string | undefined; readonly limit: number },
): Promise<{ items: ImportRun[]; nextCursor: string | null }> => {
  const latest = 253_402_300_799_999
  const after = decodeCursor(z.tuple([z.number().int().min(0).max(latest), z.uuid()]), cursor)
  const rows = await tx.rows<ImportRun>({
    text: `select ${runColumns} from import_run where organisation_id = $1
            ${after === undefined ? '' : 'and (created_at, id) < ($3::timestamptz, $4::uuid)'}
            order by created_at desc, id desc limit $2`,
    values: [
      tx.organisationId,
      limit + 1,
      ...(after === undefined ? [] : [new Date(after[0]).toISOString(), after[1]]),
    ],
  })
  return pageOf(
    rows,
    limit,
    ({ createdAt, id }) => [createdAt.getTime(), id],
    (run) => run,
  )
}
