import { checkLeakage, crossValidateScores, ScoringError } from '@candor/scoring'
import { defineCommand } from '../command.ts'
import { CliError, exitCodes } from '../errors.ts'
import { progressOn, type Progress } from '../io.ts'
import { readOptions, scoreOptions, type ReadOptions } from '../score/options.ts'
import { scoreLines } from '../score/out.ts'
import { readLeads, type Leads } from '../score/read.ts'
import { reportOf, suspects, type Scored } from '../score/report.ts'
import { reportText } from '../score/words.ts'
import { writeWhole } from '../tables/write.ts'

/** Reasons that are told of each lead. */
const reasons = 4

const explained = (error: unknown): unknown =>
  error instanceof ScoringError
    ? new CliError(error.code, error.message, error.remedy, exitCodes.finding, error)
    : error

const scored = ({ columns, target }: Leads, { folds, seed }: ReadOptions, progress: Progress): Scored => {
  progress.show('looking for columns known too late')
  const checks = checkLeakage(columns, target.outcomes)
  const learn = (what: string, without: readonly string[]) =>
    crossValidateScores(
      columns.filter(({ name }) => !without.includes(name)),
      target.outcomes,
      { folds, seed, reasons, onFold: (done, of) => progress.show(`learning ${what}: part ${done} of ${of}`) },
    )
  const [warned, doubtful] = [suspects(checks, 'warned'), suspects(checks, 'doubtful')]
  const usable = suspects(checks, null).filter((name) => checks.some((one) => one.name === name && one.explained > 0))
  return {
    checks,
    all: learn('from all columns', []),
    withoutWarned:
      warned.length === 0 || usable.length + doubtful.length === 0
        ? undefined
        : learn('without those warned of', warned),
    withoutDoubtful:
      doubtful.length === 0 || usable.length === 0
        ? undefined
        : learn('without doubtful ones', [...warned, ...doubtful]),
  }
}

/** `candor score`: learns from leads whose outcome is known which ones convert, and warns of columns known too late. */
export const score = defineCommand({
  name: 'score',
  summary: 'learn from won and lost leads which ones convert, and warn of columns known too late',
  arguments: '[file]',
  count: [0, 1],
  options: scoreOptions,
  notes: [
    'Takes any table of leads, customers or offers with a column of two values that says which converted. Numbers, days, choices and empty cells',
    'are understood; nothing is sent anywhere or kept. Columns that can only be known after a contact or after the outcome are found by',
    'themselves; the figures are printed with and without them, and scores and reasons are those without.',
  ],
  examples: [
    'score leads.csv --target converted',
    'score --file leads.csv --target stage --positive "Closed Won" --without "Closed on" --json',
    'score leads.csv --target won --out scores.csv',
  ],
  run: async ({ values, arguments: positionals, io }) => {
    const options = readOptions(values, positionals)
    const began = performance.now()
    const progress = progressOn(io)
    try {
      const leads = await readLeads(options, io.cwd, progress)
      const found = scored(leads, options, progress)
      progress.done()
      const { out = null, folds, seed } = options
      if (out !== null) {
        await writeWhole(out, io.cwd, scoreLines(leads, found.withoutWarned ?? found.all), 'SCORE_CANNOT_WRITE')
      }
      const seconds = (performance.now() - began) / 1000
      const report = reportOf(leads, found, { folds, seed, seconds, out })
      return { exitCode: exitCodes.ok, text: reportText(report), json: report }
    } catch (error) {
      throw explained(error)
    }
  },
})
