import type { Report } from './report.ts'
import type { SkipReason } from './read.ts'

const percent = (share: number | null): string => (share === null ? '–' : `${(share * 100).toFixed(2)} %`)
const whole = (count: number): string => count.toLocaleString('en-GB')

const reasons: Readonly<Record<SkipReason, string>> = {
  emptyText: 'without text',
  emptyLabel: 'without label',
  unknownLabel: 'with a label never seen in training',
}

const fileLine = ({ name, encoding, texts, rows, skipped }: Report['train']): string => {
  const why = (Object.keys(reasons) as SkipReason[])
    .filter((reason) => skipped[reason] > 0)
    .map((reason) => `${whole(skipped[reason])} ${reasons[reason]}`)
  return `${name} (${encoding}): ${whole(texts)} of ${whole(rows)} rows used${why.length === 0 ? '' : `; skipped: ${why.join(', ')}`}`
}

/** Labels whose figures people see; programs see all. */
const mostLabels = 40
const mostPairs = 10

const short = (label: string): string => (label.length > 40 ? `${label.slice(0, 39)}…` : label)

const labelLines = ({ labels }: Report): string[] => {
  const shown = labels.slice(0, mostLabels)
  const width = Math.max(5, ...shown.map(({ label }) => short(label).length))
  return [
    `  ${'label'.padEnd(width)}    texts  precision   recall       F1`,
    ...shown.map(({ label, texts, precision, recall, f1 }) =>
      [
        `  ${short(label).padEnd(width)}`,
        whole(texts).padStart(7),
        percent(precision).padStart(9),
        percent(recall).padStart(7),
        percent(f1).padStart(7),
      ].join('  '),
    ),
    ...(labels.length > mostLabels ? [`  and ${labels.length - mostLabels} more labels; --json has all of them`] : []),
  ]
}

const routingLine = ({ wanted, threshold, coverage, precision }: Report['routing']): string =>
  threshold === null
    ? `  routing       no probability keeps ${percent(wanted)} right answers: nothing should be routed automatically`
    : `  routing       from a probability of ${percent(threshold)} on: ${percent(coverage)} of the texts, ${percent(precision)} of them right (wanted: ${percent(wanted)})`

/** The report for people. */
export const reportText = (report: Report): string => {
  const { baselines } = report
  const unknown = report.test?.skipped.unknownLabel ?? 0
  return [
    fileLine(report.train),
    ...(report.test === null ? [] : [fileLine(report.test)]),
    report.folds === null
      ? `Learnt from the first file, asked about the second; ${report.classes} labels.`
      : `Cross-validated in ${report.folds} parts; ${report.classes} labels.`,
    `  accuracy      ${percent(report.accuracy)}${unknown === 0 ? '' : `; ${percent(report.accuracyWithUnknownLabels)} if labels never seen count as wrong`}`,
    `  macro F1      ${percent(report.macroF1)}`,
    `  baselines     always the most frequent label ${percent(baselines.majority.accuracy)}, naive Bayes ${percent(baselines.naiveBayes.accuracy)}`,
    routingLine(report.routing),
    `  time          ${report.trainSeconds.toFixed(1)} s to learn, ${report.millisecondsPerText.toFixed(2)} ms for a text; ${report.cpuSeconds.toFixed(1)} s of processor time in all`,
    'Labels:',
    ...labelLines(report),
    ...(report.confusions.length === 0 ? [] : ['Most often taken for another:']),
    ...report.confusions
      .slice(0, mostPairs)
      .map(({ truth, given, texts }) => `  ${whole(texts).padStart(5)}  ${short(truth)} → ${short(given)}`),
    ...(report.out === null ? [] : [`What every row was given is in ${report.out}.`]),
  ].join('\n')
}
