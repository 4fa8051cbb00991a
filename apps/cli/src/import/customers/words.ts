import type { CustomerImportSummary } from '@candor/api'

const count = (value: number): string => value.toLocaleString('en-GB')

const doing: Readonly<Record<CustomerImportSummary['phase'], string>> = {
  reading: 'reading the file',
  writing: 'storing',
  verifying: 'comparing',
  done: 'done',
}

/** One line about an import of customers under way. */
export const customerProgress = ({ phase, rowsDone, rowsTotal, rowsPerSecond }: CustomerImportSummary): string =>
  `${doing[phase]}: ${count(rowsDone)}${rowsTotal === null ? '' : ` of ${count(rowsTotal)}`} rows${rowsPerSecond === null ? '' : `, ${count(rowsPerSecond)} rows/s`}`

/** The result of an import of customers for people. */
export const customerResult = (run: CustomerImportSummary): string =>
  [
    `${run.fileName}: ${run.state}${run.isTrial ? ' (a trial: nothing was changed)' : ''}`,
    ...(run.error === null ? [] : [`  ${run.error.message} [${run.error.code}]`]),
    `  rows      ${count(run.rowsTotal ?? run.rowsDone)}: ${count(run.created)} created, ${count(run.updated)} updated, ${count(run.unchanged)} unchanged, ${count(run.skipped)} left out, ${count(run.failed)} failed`,
    ...run.reasons.map(({ reason, rows }) => `            ${count(rows)} ${reason}`),
    ...(run.withWarnings === 0 ? [] : [`            ${count(run.withWarnings)} with remarks`]),
    ...(run.entryId === null ? [] : [`  sealed    the migration report is entry ${run.entryId}`]),
  ].join('\n')
