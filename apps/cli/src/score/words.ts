import type { ColumnCheck, EvidenceCode, Moved } from '@candor/scoring'
import type { Report } from './report.ts'

const percent = (share: number | null): string => (share === null ? '–' : `${(share * 100).toFixed(1)} %`)
const whole = (count: number): string => count.toLocaleString('en-GB')

const evidenceWords: Readonly<Record<EvidenceCode, (check: ColumnCheck) => string>> = {
  'nearly-the-outcome': ({ presence, auc }) =>
    presence.auc >= auc ? 'whether it is filled is nearly the outcome' : 'it is nearly the outcome in other words',
  'tells-too-much': ({ explained }) =>
    `by itself it takes away ${percent(explained)} of the uncertainty, more than traits of people do`,
  'tells-much': ({ explained }) => `by itself it takes away ${percent(explained)} of the uncertainty`,
  'tells-something': ({ explained }) => `by itself it takes away ${percent(explained)} of the uncertainty`,
  'stands-out': () => 'it stands out from all other columns',
  'presence-follows-outcome': ({ presence }) =>
    `where it is filled ${percent(presence.filled)} converted, where it is not ${percent(presence.missing)}`,
  'name-speaks-of-later': () => 'its name speaks of something later',
  'values-speak-of-contact': () => 'its values speak of a contact, or judge the lead',
}

const suspectLine = (check: ColumnCheck): string =>
  `  ${check.name} (AUC ${check.auc.toFixed(3)}): ${check.evidence.map((code) => evidenceWords[code](check)).join('; ')}`

/** `source +1.20, visits −0.31`: what moved a score, in log-odds. */
export const movedText = (reasons: readonly Moved[]): string =>
  reasons.map(({ column, by }) => `${column} ${by < 0 ? '−' : '+'}${Math.abs(by).toFixed(2)}`).join(', ')

const figuresLine = (what: string, { auc, logLoss, calibrationError, columns }: Report['withAllColumns']): string =>
  `  ${what.padEnd(34)}  AUC ${auc.toFixed(4)}  log loss ${logLoss.toFixed(4)}  calibration error ${percent(calibrationError)}  ${columns} columns`

const suspectLines = ({ columns, warned, doubtful }: Report): string[] => {
  const of = (suspicion: ColumnCheck['suspicion']): string[] =>
    columns.filter((check) => check.suspicion === suspicion).map(suspectLine)
  return [
    ...(warned.length === 0
      ? ['No column looks as if it were known only afterwards.']
      : [
          'WARNING: these columns are probably known only after a contact, or after the outcome. A score must not use them:',
          ...of('warned'),
        ]),
    ...(doubtful.length === 0 ? [] : ['Doubtful; find out when these are filled:', ...of('doubtful')]),
  ]
}

/** The report for people. */
export const reportText = (report: Report): string => {
  const { target, withoutWarned, withoutDoubtful } = report
  return [
    `${report.file} (${report.encoding}): ${whole(report.rows - report.rowsWithoutOutcome)} of ${whole(report.rows)} rows used${report.rowsWithoutOutcome === 0 ? '' : `; ${whole(report.rowsWithoutOutcome)} have no outcome`}`,
    `Converted (${target.column} is ${target.positive}): ${whole(target.converted)}, ${percent(target.rate)}. Cross-validated in ${report.folds} parts, ${report.seconds.toFixed(1)} s.`,
    ...(report.leftOut.length === 0 ? [] : [`Left out: ${report.leftOut.join(', ')}`]),
    ...suspectLines(report),
    'How well it foretells who converts:',
    figuresLine('with all columns', report.withAllColumns),
    ...(withoutWarned === null ? [] : [figuresLine('without those warned of', withoutWarned)]),
    ...(withoutDoubtful === null ? [] : [figuresLine('without the doubtful ones either', withoutDoubtful)]),
    `  giving each the average              AUC 0.5000  log loss ${report.logLossOfAverage.toFixed(4)}`,
    `Tenths of the leads by score${withoutWarned === null ? '' : ', without the columns warned of'}:`,
    '  tenth    rows  foretold  converted  lift  share of all conversions so far',
    ...report.deciles.map(({ decile, rows, probability, rate, lift, cumulativeShare }) =>
      [
        `  ${String(decile).padStart(5)}`,
        whole(rows).padStart(6),
        percent(probability).padStart(8),
        percent(rate).padStart(9),
        lift.toFixed(2).padStart(4),
        percent(cumulativeShare).padStart(7),
      ].join('  '),
    ),
    'What moves scores most, on average:',
    ...report.importance.slice(0, 10).map(({ column, by }) => `  ${by.toFixed(3)}  ${column}`),
    'Highest scores and why:',
    ...report.highest.map(
      ({ row, probability, reasons }) => `  row ${row}: ${percent(probability)}; ${movedText(reasons)}`,
    ),
    ...(report.out === null ? [] : [`The score of every lead is in ${report.out}.`]),
  ].join('\n')
}
