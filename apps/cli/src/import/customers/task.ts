import { createReadStream, openAsBlob } from 'node:fs'
import { basename } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import {
  customerImportPaths,
  customerImportRoutes,
  requiredImportFields,
  type CustomerImportSummary,
} from '@candor/api'
import type { Candor } from '@candor/server'
import { guessCustomerMapping } from '@candor/server/modules/customer-imports/row/guess'
import { guessMapping } from '@candor/server/modules/imports/row/mapping'
import { inspectUpload } from '@candor/server/platform/uploads/tables'
import { oneOrganisation } from '../../installation/organisation.ts'
import { patiently } from '../../server/patience.ts'
import type { Session } from '../../server/session.ts'
import { customerOptionsFrom, previewOptions, type CustomerReading } from './options.ts'

/** What an import of customers is asked to do. */
export type CustomerTask = {
  readonly file: string
  readonly reading: CustomerReading
  readonly isTrial: boolean
  readonly onProgress: (run: CustomerImportSummary) => void
}

/** A finished import and its report. */
export type CustomerResult = {
  readonly run: CustomerImportSummary
  readonly report: AsyncIterable<Uint8Array | string>
}

/** Most bytes of text in one file. */
const largest = 16 * 1024 ** 3

const personal = new Set<string>(['name', 'givenName', 'familyName', 'email', 'phone'])

/** Whether a file holds customers: it names people, and has not the columns of orders. @throws the refusals of unreadable files */
export const holdsCustomers = async (file: string): Promise<boolean> => {
  const { format, columns } = await inspectUpload(file, { maximumSize: largest, longestRow: 8 * 1024 * 1024 })
  if (format !== 'delimited') return true
  const mapping = guessMapping(columns)
  const isOrders = requiredImportFields.filter((field) => mapping[field] !== undefined).length >= 4
  return !isOrders && Object.values(guessCustomerMapping(columns, [], 'GB')).some((field) => personal.has(field))
}

const ended: ReadonlySet<CustomerImportSummary['state']> = new Set(['cancelled', 'completed', 'failed', 'paused'])
const pause = 300

const follow = async (
  look: () => Promise<CustomerImportSummary>,
  onProgress: CustomerTask['onProgress'],
): Promise<CustomerImportSummary> => {
  for (;;) {
    const run = await look()
    onProgress(run)
    if (ended.has(run.state)) return run
    await wait(pause)
  }
}

/** Imports customers through a running server, which goes on by itself if this process is ended. */
export const importCustomersThroughServer = async (
  session: Session,
  { file, reading, isTrial, onProgress }: CustomerTask,
): Promise<CustomerResult> => {
  const form = new FormData()
  form.set('file', await openAsBlob(file), basename(file))
  const answer = await session.fetch(customerImportPaths.upload, { method: 'POST', body: form })
  const params = { id: ((await answer.json()) as CustomerImportSummary).id }
  const preview = await session.call(customerImportRoutes.preview, {
    params,
    body: { options: previewOptions(reading) },
  })
  const options = customerOptionsFrom(reading, preview)
  await session.call(customerImportRoutes.start, { params, body: { options, isTrial } })
  const look = async () => patiently(async () => session.call(customerImportRoutes.get, { params }))
  const run = await follow(look, onProgress)
  const { body } = await patiently(async () => session.fetch(customerImportPaths.report(params.id)))
  if (body === null) throw new Error('the row report is empty')
  return { run, report: body }
}

/** Imports customers inside this process; if it is ended, the next start of the server finishes the import. */
export const importCustomersInProcess = async (
  { customerImports, platform }: Candor,
  organisation: string | undefined,
  { file, reading, isTrial, onProgress }: CustomerTask,
): Promise<CustomerResult> => {
  const { id: organisationId } = await oneOrganisation(platform.db, organisation)
  const source = createReadStream(file)
  const id = await customerImports.take(organisationId, { name: basename(file), source, createdBy: 'system' })
  const preview = await customerImports.preview(organisationId, id, previewOptions(reading))
  await customerImports.start(organisationId, id, customerOptionsFrom(reading, preview), isTrial)
  const run = await follow(async () => customerImports.find(organisationId, id), onProgress)
  return { run, report: await customerImports.report(organisationId, id) }
}
