import { match as matchTable, MatchingError, type Stage } from '@candor/matching'
import { defineCommand } from '../command.ts'
import { CliError, exitCodes, usageError } from '../errors.ts'
import { progressOn } from '../io.ts'
import { matchOptions, readOptions } from '../match/options.ts'
import { writePairs } from '../match/out.ts'
import { readInput } from '../match/read.ts'
import { pairsFrom, reportOf } from '../match/report.ts'
import { reportText } from '../match/words.ts'

const stageWords: Readonly<Record<Stage, string>> = {
  preparing: 'bringing columns into form',
  blocking: 'looking for candidates',
  learning: 'learning what the columns tell',
  comparing: 'comparing',
  deciding: 'deciding',
}

/** Runs with a signal that Ctrl+C gives: the work then ends by itself and leaves nothing half written. */
const interruptible = async <T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> => {
  const controller = new AbortController()
  const stop = (): void => controller.abort()
  process.once('SIGINT', stop)
  try {
    return await work(controller.signal)
  } finally {
    process.removeListener('SIGINT', stop)
  }
}

const explained = (error: unknown): unknown =>
  error instanceof MatchingError
    ? new CliError(error.code, error.message, error.remedy, exitCodes.finding, error)
    : error

/** `candor match`: finds records that are the same, in a file or between two. */
export const match = defineCommand({
  name: 'match',
  summary: 'find records that are the same, in one file or between two',
  arguments: '<file> [second file]',
  count: [1, 2],
  options: matchOptions,
  notes: [
    'Takes any CSV or TSV file with a header. What the columns hold is guessed, how much each tells is learnt from the file itself;',
    'nothing is sent anywhere or kept. With --truth it prints how right it was; without, the pairs and why.',
  ],
  examples: [
    'match customers.csv --id number --out duplicates.csv',
    'match customers.csv leads.csv --id number --id "lead no" --columns "born:birthday=date"',
    String.raw`match dataset.csv --id rec_id --truth "rec-(\d+)-" --json`,
  ],
  run: async ({ values, arguments: paths, io }) => {
    const options = readOptions(values)
    if (options.ids.length > paths.length) {
      throw usageError(
        `--id is given ${options.ids.length} times for ${paths.length} file.`,
        'Give it once for each file.',
      )
    }
    const started = performance.now()
    const progress = progressOn(io)
    const input = await readInput(paths, io.cwd, options, progress)
    const found = await interruptible(async (signal) => {
      try {
        return await matchTable(input.table, {
          types: input.types,
          signal,
          ...(options.threshold !== undefined && { threshold: options.threshold }),
          ...(options.linking !== undefined && { linking: options.linking }),
          onProgress: (stage, done, of) =>
            progress.show(`${stageWords[stage]}${of > 10 ? `: ${Math.floor((100 * done) / of)} %` : ''}`),
        })
      } catch (error) {
        throw explained(error)
      }
    })
    const seconds = (performance.now() - started) / 1000
    progress.done()
    // With a truth the figures are wanted; the pairs only if a file is named for them.
    const pairs = options.out === undefined && input.truth !== undefined ? [] : pairsFrom(found)
    const out = options.out === undefined ? null : await writePairs(options.out, io.cwd, found, input.ids, pairs)
    const report = reportOf(found, input, pairs, seconds, out)
    return { exitCode: exitCodes.ok, text: reportText(report), json: report }
  },
})
