import { existsSync, statSync } from 'node:fs'
import { resolve } from 'node:path'
import type { ImportSummary } from '@candor/api'
import { defineCommand, type Outcome } from '../command.ts'
import { exitCodes, usageError } from '../errors.ts'
import { readingOptions } from '../import/options.ts'
import { defaultReport, writeReport } from '../import/report-file.ts'
import { importThroughServer, reportOf, type ImportTask } from '../import/through-server.ts'
import { progressLine, resultText } from '../import/words.ts'
import { existingSettings } from '../installation/environment.ts'
import { runningServer } from '../installation/running.ts'
import { progressOn, type Io } from '../io.ts'
import { refusalOf, sessionOptions, signIn, type Session } from '../server/session.ts'

const options = {
  ...readingOptions,
  ...sessionOptions,
  report: { type: 'string', value: 'file', help: 'where the row report goes; <name>.report.csv here unless given' },
} as const

type Finished = { readonly run: ImportSummary; readonly report: string }

const fileFrom = (path: string, cwd: string): string => {
  const file = resolve(cwd, path)
  if (existsSync(file) && statSync(file).isFile()) return file
  throw usageError(`There is no file ${path}.`, 'Give a CSV file of orders, plain or compressed with gzip.')
}

const throughSession = async (session: Session, task: ImportTask, report: string, io: Io): Promise<Finished> => {
  try {
    const run = await importThroughServer(session, task)
    return { run, report: await writeReport(report, io.cwd, await reportOf(session, run.id)) }
  } catch (error) {
    throw refusalOf(error)
  } finally {
    await session.end().catch(() => undefined)
  }
}

const outcomeOf = ({ run, report }: Finished): Outcome => ({
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
    const report = values.report ?? defaultReport(file)
    if (server === undefined) throw usageError('The server is stopped.', 'Start it with npm start.')
    const done = await throughSession(await signIn(server, values, io), task, report, io)
    progress.done()
    return outcomeOf(done)
  },
})
