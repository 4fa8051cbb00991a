import { existsSync, statSync } from 'node:fs'
import { resolve } from 'node:path'
import type { ImportSummary } from '@candor/api'
import { defineCommand, type Outcome } from '../command.ts'
import { exitCodes, usageError } from '../errors.ts'
import { customerOptions } from '../import/customers/options.ts'
import {
  holdsCustomers,
  importCustomersInProcess,
  importCustomersThroughServer,
  type CustomerResult,
  type CustomerTask,
} from '../import/customers/task.ts'
import { customerProgress, customerResult } from '../import/customers/words.ts'
import { readingOptions } from '../import/options.ts'
import { defaultReport, writeReport } from '../import/report-file.ts'
import { importInProcess } from '../import/in-process.ts'
import type { ImportResult, ImportTask } from '../import/task.ts'
import { importThroughServer } from '../import/through-server.ts'
import { progressLine, resultText } from '../import/words.ts'
import { organisationOption } from '../installation/organisation.ts'
import { progressOn } from '../io.ts'
import { either } from '../server/either.ts'
import { sessionOptions } from '../server/session.ts'

const options = {
  ...readingOptions,
  ...customerOptions,
  ...organisationOption,
  ...sessionOptions,
  report: { type: 'string', value: 'file', help: 'where the row report goes; <name>.report.csv here unless given' },
} as const

const fileFrom = (path: string, cwd: string): string => {
  const file = resolve(cwd, path)
  if (existsSync(file) && statSync(file).isFile()) return file
  throw usageError(
    `There is no file ${path}.`,
    'Give a file of orders (CSV) or of customers (CSV, XLSX, vCard, JSON), plain or compressed with gzip.',
  )
}

const outcomeOf = (run: ImportSummary, report: string): Outcome => ({
  exitCode: run.state === 'completed' ? exitCodes.ok : exitCodes.finding,
  text: `${resultText(run)}\n  report    ${report}`,
  json: { ...run, report },
})

/** Whether a file holds customers; a file that cannot be read is left to the import, which says why. */
const customersIn = async (file: string): Promise<boolean> => holdsCustomers(file).catch(() => false)

/** `candor import`: brings a file of orders or customers in, through the server or in its stead. */
export const importOrders = defineCommand({
  name: 'import',
  summary: 'bring in a file of orders or customers',
  arguments: '<file>',
  count: [1, 1],
  options,
  notes: [
    'A running server does the work and wants a staff account (--email); it goes on by itself if this command is ended.',
    'Importing the same file again changes nothing. Every row is accounted for in the report.',
  ],
  examples: [
    'import orders.csv --email owner@example.com',
    'import orders.csv.gz --merchant productFamily --currency GBP --time-zone Europe/London',
    'import orders.csv --mapping customerReference=Client --mapping orderNumber=Invoice',
    'import contacts.vcf --trial --email owner@example.com',
    'import people.xlsx --customers --key email --mode update --region CN',
  ],
  run: async ({ values, arguments: [path = ''], io }) => {
    const file = fileFrom(path, io.cwd)
    const progress = progressOn(io)
    const isCustomers = values.customers ?? (values.orders === true ? false : await customersIn(file))
    const report = values.report ?? defaultReport(file)
    if (isCustomers) {
      const task: CustomerTask = {
        file,
        reading: values,
        isTrial: values.trial === true,
        onProgress: (run) => progress.show(customerProgress(run)),
      }
      const finish = async ({ run, report: rows }: CustomerResult): Promise<Outcome> => {
        progress.done()
        const place = await writeReport(report, io.cwd, rows)
        const exitCode = run.state === 'completed' ? exitCodes.ok : exitCodes.finding
        return { exitCode, text: `${customerResult(run)}\n  report    ${place}`, json: { ...run, report: place } }
      }
      return either(
        values,
        io,
        async (session) => finish(await importCustomersThroughServer(session, task)),
        async (candor) => finish(await importCustomersInProcess(candor, values.organisation, task)),
      )
    }
    const task: ImportTask = { file, reading: values, onProgress: (run) => progress.show(progressLine(run)) }
    const finish = async ({ run, report: rows }: ImportResult): Promise<Outcome> => {
      progress.done()
      return outcomeOf(run, await writeReport(report, io.cwd, rows))
    }
    return either(
      values,
      io,
      async (session) => finish(await importThroughServer(session, task)),
      async (candor) => finish(await importInProcess(candor, values.organisation, task)),
    )
  },
})
