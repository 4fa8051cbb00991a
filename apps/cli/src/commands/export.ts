import { createWriteStream } from 'node:fs'
import { resolve } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { defineCommand, type Outcome } from '../command.ts'
import { exitCodes, failure } from '../errors.ts'
import { exportOptions, formatOf, purposeOf } from '../export/options.ts'
import { exportInProcess, exportThroughServer, type ExportResult, type ExportTask } from '../export/task.ts'
import { organisationOption } from '../installation/organisation.ts'
import { progressOn } from '../io.ts'
import { either } from '../server/either.ts'
import { sessionOptions } from '../server/session.ts'

const outcomeOf = async (file: string, { run, file: written }: ExportResult): Promise<Outcome> => {
  const { state, exported, withoutConsent } = run
  if (state !== 'completed') {
    return { exitCode: exitCodes.finding, text: `The export is ${state}; no file was written.`, json: run }
  }
  try {
    // Personal data: for the one who called, and for nobody else on the machine.
    await pipeline(await written(), createWriteStream(file, { mode: 0o600 }))
  } catch (error) {
    const remedy = 'Give another place, or download it from the page of exports.'
    throw failure('EXPORT_NOT_WRITTEN', `The file ${file} was not written: ${(error as Error).message}`, remedy, error)
  }
  const left = withoutConsent === 0 ? '' : `; ${withoutConsent} left out, who did not agree`
  return { exitCode: exitCodes.ok, text: `${exported} customers in ${file}${left}`, json: { ...run, file } }
}

/** `candor export`: takes customers out into a file, through the server or in its stead. */
export const exportCustomers = defineCommand({
  name: 'export',
  summary: 'take customers out into a file',
  arguments: '<file>',
  count: [1, 1],
  options: { ...exportOptions, ...organisationOption, ...sessionOptions },
  notes: [
    'A running server does the work and wants a staff account (--email) that may take customers out.',
    'The journal keeps who took how many out, and what for. Importing the file again changes nothing.',
  ],
  examples: [
    'export customers.csv --email owner@example.com',
    'export cards.vcf --country France',
    'export partners.xlsx --purpose marketing --category contact --recipient partner',
  ],
  run: async ({ values, arguments: [path = ''], io }) => {
    const file = resolve(io.cwd, path)
    const progress = progressOn(io)
    const { country } = values
    const task: ExportTask = {
      wanted: { purpose: purposeOf(values), ...(country !== undefined && { country }) },
      format: formatOf(path, values.format),
      onProgress: ({ seen }) => progress.show(`${seen} customers looked at`),
    }
    const finish = async (result: ExportResult): Promise<Outcome> => {
      progress.done()
      return outcomeOf(file, result)
    }
    return either(
      values,
      io,
      async (session) => finish(await exportThroughServer(session, task)),
      async (candor) => finish(await exportInProcess(candor, values.organisation, task)),
    )
  },
})
