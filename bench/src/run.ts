import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { Measure, Tally } from './measure.ts'
import { measureTable, tallyTable } from './table.ts'
import { Skipped, type Task } from './task.ts'

/** Where the runner writes. */
export type Io = { out(text: string): void; err(text: string): void }

type Kind<Row> = {
  readonly word: string
  readonly tasks: readonly Task<Row>[]
  readonly table: (rows: readonly Row[]) => string
}

/** What there is to run. */
export type Registry = { readonly benches: readonly Task<Measure>[]; readonly campaigns: readonly Task<Tally>[] }

const listOf = <Row>({ word, tasks }: Kind<Row>): string => {
  const width = Math.max(0, ...tasks.map(({ name }) => name.length))
  const lines = tasks.flatMap(({ name, summary, options }) =>
    [`  ${name.padEnd(width)}  ${summary}`].concat(
      Object.entries(options).map(
        ([option, { help, default: value }]) =>
          `  ${''.padEnd(width)}    --${option}${value === 'no' ? '' : ` ${value}`}: ${help}`,
      ),
    ),
  )
  return [`npm run ${word} -- <name> [--json] [options]`, '', ...lines].join('\n')
}

/** An option that is `no` by default is switched on by its name alone. */
const argumentsOf = ({ options }: Task<unknown>) =>
  Object.fromEntries(
    Object.entries(options).map(([option, { default: value }]) => [
      option,
      value === 'no' ? { type: 'boolean' as const } : { type: 'string' as const, default: value },
    ]),
  )

const runTask = async <Row>(kind: Kind<Row>, name: string, argv: readonly string[], io: Io): Promise<number> => {
  const task = kind.tasks.find((candidate) => candidate.name === name)
  if (task === undefined) {
    io.err(`There is no ${kind.word} "${name}".\n\n${listOf(kind)}\n`)
    return 2
  }
  let values: Record<string, string | boolean | undefined>
  try {
    values = parseArgs({ args: [...argv], options: { ...argumentsOf(task), json: { type: 'boolean' } } }).values
  } catch (error) {
    io.err(`${(error as Error).message}\n\n${listOf(kind)}\n`)
    return 2
  }
  const { json, ...rest } = values
  const given = Object.fromEntries(
    Object.entries(rest).map(([option, value]) => [option, value === true ? 'yes' : value]),
  )
  const folder = mkdtempSync(join(tmpdir(), `candor-${name}-`))
  try {
    const log = (text: string): void => io.err(`${text}\n`)
    const rows = await task.run({ options: given as Record<string, string>, folder, log })
    io.out(json === true ? `${JSON.stringify(rows)}\n` : `${kind.table(rows)}\n`)
    return rows.some((row) => ((row as Partial<Tally>).failed ?? 0) > 0) ? 1 : 0
  } catch (error) {
    if (!(error instanceof Skipped)) throw error
    io.err(`${name} was skipped: ${error.message}\n`)
    io.out(json === true ? '[]\n' : '')
    return 0
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 })
  }
}

/**
 * Runs `bench` or `campaign` from the command line.
 * @param argv kind, name, options; without a name the list of what there is
 * @returns the exit code: 0 done, 1 a campaign counted failures, 2 called wrongly
 */
export const run = async ({ benches, campaigns }: Registry, argv: readonly string[], io: Io): Promise<number> => {
  const [word, name, ...rest] = argv
  const start = async <Row>(kind: Kind<Row>): Promise<number> => {
    if (name !== undefined && !name.startsWith('-')) return runTask(kind, name, rest, io)
    const entries = kind.tasks.map(({ name: entry, summary }) => ({ name: entry, summary }))
    io.out(name === '--json' ? `${JSON.stringify(entries)}\n` : `${listOf(kind)}\n`)
    return 0
  }
  return word === 'campaign'
    ? start({ word, tasks: campaigns, table: tallyTable })
    : start({ word: 'bench', tasks: benches, table: measureTable })
}
