import { ClassifierError } from '@candor/classifier'
import { askAnother, askItself } from '../classify/ask.ts'
import { classifyOptions, readOptions } from '../classify/options.ts'
import { answerLines } from '../classify/out.ts'
import { readLabelled } from '../classify/read.ts'
import { reportOf } from '../classify/report.ts'
import { reportText } from '../classify/words.ts'
import { defineCommand } from '../command.ts'
import { CliError, exitCodes } from '../errors.ts'
import { progressOn } from '../io.ts'
import { writeWhole } from '../tables/write.ts'

const explained = (error: unknown): unknown =>
  error instanceof ClassifierError
    ? new CliError(error.code, error.message, error.remedy, exitCodes.finding, error)
    : error

/** `candor classify`: learns labels of texts from a file and says how well. */
export const classify = defineCommand({
  name: 'classify',
  summary: 'learn to label texts from a file, and say how well that goes',
  arguments: '[file]',
  count: [0, 1],
  options: classifyOptions,
  notes: [
    'Takes any table with a column of texts and a column of labels, such as messages and the team they went to, in Chinese, English or both.',
    'With --test it learns from one file and asks about the other; with one file it cross-validates. Nothing is sent anywhere or kept.',
    'The routing threshold is the probability from which on so many answers are right that texts may be routed without anybody looking.',
  ],
  examples: [
    'classify --train train.csv --test test.csv --text message --label intent',
    'classify tickets.csv --text subject --label team --folds 10 --json',
    'classify reviews.csv.gz --text review --label label --precision 0.98 --out answers.csv',
  ],
  run: async ({ values, arguments: positionals, io }) => {
    const options = readOptions(values, positionals)
    const began = performance.now()
    const progress = progressOn(io)
    const learnt = await readLabelled(options.train, io.cwd, options, progress)
    const test = options.test === undefined ? undefined : await readLabelled(options.test, io.cwd, options, progress)
    const onProgress = (done: number): void => progress.show(`learning: ${Math.floor(done * 100)} %`)
    const before = process.cpuUsage()
    const found = (() => {
      try {
        return test === undefined
          ? askItself(learnt, { ...options, onProgress })
          : askAnother(learnt, test, { ...options, onProgress })
      } catch (error) {
        throw explained(error)
      }
    })()
    const { user, system } = process.cpuUsage(before)
    progress.done()
    const { out = null, seed } = options
    if (out !== null) await writeWhole(out, io.cwd, answerLines(found), 'CLASSIFY_CANNOT_WRITE')
    const seconds = (performance.now() - began) / 1000
    const folds = test === undefined ? Math.min(options.folds, found.answers.length) : null
    const report = reportOf(learnt, found, { folds, seed, seconds, cpuSeconds: (user + system) / 1e6, out })
    return { exitCode: exitCodes.ok, text: reportText(report), json: report }
  },
})
