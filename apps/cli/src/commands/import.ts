import { existsSync, statSync } from 'node:fs'
import { resolve } from 'node:path'
import type { ImportSummary } from '@candor/api'
import { defineCommand, type Outcome } from '../command.ts'
import { exitCodes, usageError } from '../errors.ts'
import { readingOptions } from '../import/options.ts'
import { defaultReport, writeReport } from '../import/report-file.ts'
import { importInProcess } from '../import/in-process.ts'
import type { ImportResult, ImportTask } from '../import/task.ts'
import { importThroughServer } from '../import/through-server.ts'
import { progressLine, resultText } from '../import/words.ts'
import { existingSettings } from '../installation/environment.ts'
import { withServerInside } from '../installation/server-inside.ts'
import { organisationOption } from '../installation/organisation.ts'
import { runningServer } from '../installation/running.ts'
import { progressOn } from '../io.ts'
import { refusalOf, sessionOptions, signIn, type Session } from '../server/session.ts'

const options = {
  ...readingOptions,
  ...organisationOption,
  ...sessionOptions,
  report: { type: 'string', value: 'file', help: 'where the row report goes; <name>.report.csv here unless given' },
} as const

const fileFrom = (path: string, cwd: string): string => {
  const file = resolve(cwd, path)
  if (existsSync(file) && statSync(file).isFile()) return file
  throw usageError(`There is no file ${path}.`, 'Give a CSV file of orders, plain or compressed with gzip.')
}

const throughSession = async (session: Session, task: ImportTask): Promise<ImportResult> => {
  try {
    return await importThroughServer(session, task)
  } catch (error) {
    throw refusalOf(error)
  }
}

const outcomeOf = (run: ImportSummary, report: string): Outcome => ({
  exitCode: run.state === 'completed' ? exitCodes.ok : exitCodes.finding,
  text: `${resultText(run)}\n  report    ${report}`,
  json: { ...run, report },
})

/** `candor import`: brings a file of orders in, through the server or in its stead. */
export const importOrders = defineCommand({
  name: 'import',
  summary: 'bring in a file of orders',
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
  ],
  run: async ({ values, arguments: [path = ''], io }) => {
    const file = fileFrom(path, io.cwd)
    const server = values.server ?? (await runningServer(existingSettings(io)))
    const progress = progressOn(io)
    const task: ImportTask = { file, reading: values, onProgress: (run) => progress.show(progressLine(run)) }
    const finish = async ({ run, report }: ImportResult): Promise<Outcome> => {
      progress.done()
      return outcomeOf(run, await writeReport(values.report ?? defaultReport(file), io.cwd, report))
    }
    if (server === undefined) {
      return withServerInside(existingSettings(io), async (candor) =>
        finish(await importInProcess(candor, values.organisation, task)),
      )
    }
    const session = await signIn(server, values, io)
    try {
      return await finish(await throughSession(session, task))
    } finally {
      await session.end().catch(() => undefined)
    }
  },
})
