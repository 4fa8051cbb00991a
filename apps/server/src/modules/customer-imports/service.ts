import { z } from 'zod'
import {
  customerImportOptions,
  type CustomerImportOptions,
  type CustomerImportPreview,
  type CustomerImportState,
} from '@candor/api'
import type { Tx } from '../../platform/db/index.ts'
import type { Language } from '../../platform/errors.ts'
import { decodeCursor, pageOf } from '../../platform/http/page.ts'
import type { JobKind } from '../../platform/jobs/jobs.ts'
import type { Platform } from '../../platform/platform.ts'
import { filePath, uploadFolder } from '../../platform/uploads/files.ts'
import type { UploadLimits } from '../../platform/uploads/limits.ts'
import { inspectUpload, type Layout } from '../../platform/uploads/tables.ts'
import { customerImportErrors } from './errors.ts'
import { cancelRun } from './job/run-import.ts'
import type { CustomerImportsNeeds } from './needs.ts'
import { checkOptions, checkOwnFields, rememberOptions } from './options.ts'
import { firstRows, previewOf } from './preview.ts'
import { changeRun, findRun, lockRun, runColumns, type CustomerImportRun } from './run.ts'
import { readingOf, uploadFolderName } from './upload.ts'

/** What the functions below share. */
export type CustomerImportsContext = {
  readonly platform: Platform
  readonly needs: CustomerImportsNeeds
  readonly limits: UploadLimits
  readonly job: JobKind<{ readonly importId: string }>
}

const requireState = (run: CustomerImportRun, states: readonly CustomerImportState[]): void => {
  if (!states.includes(run.state)) {
    throw customerImportErrors.CUSTOMER_IMPORT_STATE(`the import ${run.id} is ${run.state}`)
  }
}

/** An import that is waiting, or that was only tried. */
const requireStartable = (run: CustomerImportRun): void => {
  if (run.state === 'completed' && run.isTrial) return
  requireState(run, ['uploaded'])
}

type Reading = Partial<Pick<CustomerImportOptions, 'encoding' | 'hasHeader' | 'sheet'>>

/** The layout under the encoding, header and sheet that were chosen. Read outside a transaction, since files take their time. */
const layoutOf = async (
  { platform, limits }: CustomerImportsContext,
  run: CustomerImportRun,
  { encoding, hasHeader, sheet }: { readonly [Name in keyof Reading]?: Reading[Name] | undefined },
): Promise<Layout> => {
  const same =
    (encoding ?? run.layout.encoding) === run.layout.encoding &&
    (hasHeader ?? run.layout.hasHeader) === run.layout.hasHeader &&
    (sheet ?? run.layout.sheet) === run.layout.sheet
  if (same) return run.layout
  const path = filePath(uploadFolder(platform.config.data, uploadFolderName), run.id)
  return inspectUpload(path, { ...readingOf(limits), encoding, hasHeader, sheet })
}

/** Columns, mapping and first rows of a waiting import. @throws NOT_FOUND, CUSTOMER_IMPORT_STATE, IMPORT_FILE_GONE */
export const previewImport = async (
  context: CustomerImportsContext,
  organisationId: string,
  id: string,
  given: { readonly [Name in keyof CustomerImportOptions]?: CustomerImportOptions[Name] | undefined },
  reader: { readonly language: Language; readonly role: string },
): Promise<CustomerImportPreview> => {
  const { platform, limits, needs } = context
  const run = await platform.db.inOrganisation(organisationId, async (tx) => findRun(tx, id))
  requireStartable(run)
  const layout = await layoutOf(context, run, given)
  const path = filePath(uploadFolder(platform.config.data, uploadFolderName), id)
  const sample = await firstRows(path, layout, limits.contentSize)
  return platform.db.inOrganisation(organisationId, async (tx) =>
    previewOf(tx, needs, run, layout, sample, given, reader),
  )
}

const begin = async (
  tx: Tx,
  { job }: CustomerImportsContext,
  run: CustomerImportRun,
  layout: Layout,
  options: CustomerImportOptions,
  isTrial: boolean,
): Promise<CustomerImportRun> => {
  await tx.rows({
    text: 'delete from customer_import_row where organisation_id = $1 and import_id = $2',
    values: [tx.organisationId, run.id],
  })
  await rememberOptions(tx, layout, options, run.fileName)
  await job.send(tx, { importId: run.id }, run.createdBy)
  return changeRun(tx, run.id, {
    state: 'running',
    phase: 'reading',
    is_trial: isTrial,
    options,
    layout,
    started_at: new Date(),
    finished_at: null,
    rows_total: null,
    rows_done: 0,
    created: 0,
    updated: 0,
    unchanged: 0,
    skipped: 0,
    failed: 0,
    with_warnings: 0,
    place: 0,
    reasons: {},
    tally: null,
  })
}

/**
 * Starts an import in the background, for good or as a trial. Starting what runs with the same options changes nothing.
 * @throws NOT_FOUND, CUSTOMER_IMPORT_STATE, IMPORT_FILE_GONE, and the refusals of {@link checkOptions}
 */
export const startImport = async (
  context: CustomerImportsContext,
  organisationId: string,
  id: string,
  { options: given, isTrial }: { readonly options: CustomerImportOptions; readonly isTrial: boolean },
  role: string,
): Promise<CustomerImportRun> => {
  const { db } = context.platform
  const options = customerImportOptions.parse(given)
  const isSame = (run: CustomerImportRun): boolean =>
    run.state === 'running' &&
    run.isTrial === isTrial &&
    JSON.stringify(sorted(run.options)) === JSON.stringify(sorted(options))
  const run = await db.inOrganisation(organisationId, async (tx) => findRun(tx, id))
  if (isSame(run)) return run
  requireStartable(run)
  const layout = await layoutOf(context, run, options)
  checkOptions(options, layout)
  return db.inOrganisation(organisationId, async (tx) => {
    checkOwnFields(options, await context.needs.ownFields.toImport(tx, role))
    const current = await lockRun(tx, id)
    if (isSame(current)) return current
    requireStartable(current)
    return begin(tx, context, current, layout, options, isTrial)
  })
}

const sorted = (options: CustomerImportOptions | null): unknown =>
  options && [
    Object.entries(options.mapping).toSorted(([a], [b]) => (a < b ? -1 : 1)),
    Object.entries(options)
      .filter(([name]) => name !== 'mapping')
      .toSorted(([a], [b]) => (a < b ? -1 : 1)),
  ]

/** Lets an import rest after the batch under way. @throws NOT_FOUND, CUSTOMER_IMPORT_STATE */
export const pauseImport = async (tx: Tx, id: string): Promise<CustomerImportRun> => {
  const run = await lockRun(tx, id)
  if (run.state === 'pausing' || run.state === 'paused') return run
  requireState(run, ['running'])
  return changeRun(tx, id, { state: 'pausing' })
}

/** Lets an import go on. @throws NOT_FOUND, CUSTOMER_IMPORT_STATE */
export const resumeImport = async ({ job }: CustomerImportsContext, tx: Tx, id: string): Promise<CustomerImportRun> => {
  const run = await lockRun(tx, id)
  if (run.state === 'running') return run
  // While it is on its way to rest its job still runs; two of them must never work on one import.
  requireState(run, ['paused'])
  await job.send(tx, { importId: id }, run.createdBy)
  return changeRun(tx, id, { state: 'running' })
}

/** Stops an import after the batch under way; what was imported stays. @throws NOT_FOUND, CUSTOMER_IMPORT_STATE */
export const cancelImport = async (
  { needs }: CustomerImportsContext,
  tx: Tx,
  id: string,
): Promise<CustomerImportRun> => {
  const run = await lockRun(tx, id)
  if (run.state === 'cancelling' || run.state === 'cancelled') return run
  requireState(run, ['running', 'pausing', 'paused', 'uploaded'])
  const isIdle = run.state === 'paused' || run.state === 'uploaded'
  await changeRun(tx, id, { state: 'cancelling' })
  if (isIdle) await cancelRun(tx, needs, id)
  return findRun(tx, id)
}

/** Takes an import back in the background. @throws NOT_FOUND, CUSTOMER_IMPORT_STATE */
export const undoImport = async ({ job }: CustomerImportsContext, tx: Tx, id: string): Promise<CustomerImportRun> => {
  const run = await lockRun(tx, id)
  if (run.state === 'undoing' || run.state === 'undone') return run
  requireState(run, ['completed', 'cancelled'])
  if (run.isTrial) throw customerImportErrors.CUSTOMER_IMPORT_STATE('a trial changed nothing that could be undone')
  await job.send(tx, { importId: id }, run.createdBy)
  return changeRun(tx, id, { state: 'undoing', place: 0, tally: null })
}

/** Imports, newest first. @throws HTTP_CURSOR_INVALID */
export const listImports = async (
  tx: Tx,
  { cursor, limit }: { readonly cursor?: string | undefined; readonly limit: number },
): Promise<{ items: CustomerImportRun[]; nextCursor: string | null }> => {
  const after = decodeCursor(z.tuple([z.number().int().min(0).max(253_402_300_799_999), z.uuid()]), cursor)
  const rows = await tx.rows<CustomerImportRun>({
    text: `select ${runColumns} from customer_import where organisation_id = $1
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
