import { createReadStream } from 'node:fs'
import { basename } from 'node:path'
import type { Candor } from '@candor/server'
import { summaryOf } from '@candor/server/modules/imports/index'
import { merchantsOf } from '@candor/server/modules/orders/index'
import { CliError } from '../errors.ts'
import { follow, settle, type ImportResult, type ImportTask } from './task.ts'

type Organisation = { readonly id: string; readonly slug: string; readonly name: string }

const list = (organisations: readonly Organisation[]): string =>
  organisations.map(({ slug, name }) => `${slug} (${name})`).join(', ')

/** The organisation meant by its id or short name; the only one where none is named. */
const chooseOrganisation = async ({ platform }: Candor, named: string | undefined): Promise<string> => {
  const { rows } = await platform.db.owner.query<Organisation>('select id, slug, name from organisation order by slug')
  if (rows.length === 0) {
    throw new CliError('NO_ORGANISATION', 'There is no organisation yet.', 'Start the server once: npm start.')
  }
  const fitting = named === undefined ? rows : rows.filter(({ id, slug }) => id === named || slug === named)
  const [only] = fitting
  if (fitting.length === 1 && only !== undefined) return only.id
  throw new CliError(
    'WHICH_ORGANISATION',
    named === undefined ? 'There are several organisations.' : `There is no organisation ${JSON.stringify(named)}.`,
    `Say which with --organisation: ${list(rows)}.`,
  )
}

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
  const organisationId = await chooseOrganisation(candor, organisation)
  const source = createReadStream(file)
  const { id } = await imports.take(organisationId, { name: basename(file), source, createdBy: 'system' })
  const merchants = await db.inOrganisation(organisationId, async (tx) => merchantsOf(tx))
  const options = await settle(reading, merchants, async (given) => imports.preview(organisationId, id, given))
  await imports.start(organisationId, id, options)
  const find = async () => imports.find(organisationId, id)
  const run = await follow(async () => summaryOf(await find(), 'system'), onProgress)
  return { run, report: imports.report(organisationId, await find()) }
}
