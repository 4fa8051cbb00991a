import {
  baselinesOf,
  crossValidate,
  evaluate,
  routedAt,
  train,
  type Baselines,
  type Evaluation,
  type Routing,
} from '@candor/classifier'
import { CliError, exitCodes } from '../errors.ts'
import type { ReadOptions } from './options.ts'
import { usedRows, withoutUnknown, type LabelledFile } from './read.ts'

/** What a text was given. */
export type Given = { readonly label: string; readonly probability: number }

/** What came of it. */
export type Asked = {
  /** The file that was asked about, its rows that could not be marked as such. */
  readonly asked: LabelledFile
  /** By row that was used: what it was given. */
  readonly answers: readonly Given[]
  readonly labels: readonly string[]
  readonly evaluation: Evaluation
  readonly baselines: Baselines
  readonly routing: Routing
  readonly trainSeconds: number
  readonly millisecondsPerText: number
}

type Options = Pick<ReadOptions, 'folds' | 'seed' | 'precision'> & { readonly onProgress: (done: number) => void }

const secondsSince = (start: number): number => (performance.now() - start) / 1000

/** Learns from one file and asks about another. @throws CLASSIFY_NO_KNOWN_LABEL */
export const askAnother = (learnt: LabelledFile, test: LabelledFile, options: Options): Asked => {
  const examples = usedRows(learnt)
  const began = performance.now()
  const classifier = train(examples, options)
  const trainSeconds = secondsSince(began)
  const { labels, routing, vocabulary } = classifier.model
  const asked = withoutUnknown(test, labels)
  const rows = usedRows(asked)
  if (rows.length === 0) {
    throw new CliError(
      'CLASSIFY_NO_KNOWN_LABEL',
      `No label of ${test.name} occurs in ${learnt.name}: "${test.rows.find(({ skipped }) => skipped === undefined)?.label}" and "${labels[0]}", for example.`,
      'Look whether --label names the same kind of column in both files.',
      exitCodes.finding,
    )
  }
  const start = performance.now()
  const answers = rows.map(({ text }): Given => {
    const [best] = classifier.classify(text, { labels: 1, reasons: 0 }).ranked
    return best!
  })
  const millisecondsPerText = (secondsSince(start) * 1000) / rows.length
  const judged = answers.map(({ label, probability }, at) => ({ probability, isRight: label === rows[at]!.label }))
  return {
    asked,
    answers,
    labels,
    evaluation: evaluate(
      rows.map(({ label }) => label),
      answers.map(({ label }) => label),
    ),
    baselines: baselinesOf(examples, rows, vocabulary),
    routing: routedAt(judged, routing.threshold, options.precision),
    trainSeconds,
    millisecondsPerText,
  }
}

/** Asks about each part of one file a model that learnt from the others. */
export const askItself = (file: LabelledFile, options: Options): Asked => {
  const found = crossValidate(usedRows(file), options)
  return {
    asked: file,
    answers: found.answers,
    labels: found.labels,
    evaluation: found.evaluation,
    baselines: found.baselines,
    routing: found.routing,
    trainSeconds: found.learning / 1000,
    millisecondsPerText: found.answering,
  }
}
