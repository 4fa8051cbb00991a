import type { ImportSummary } from '@candor/api'

const count = (value: number): string => value.toLocaleString('en-GB')

const fractionDigits = (currency: string | null): number =>
  currency === null
    ? 2
    : (new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2)

/** Minor units (pence, fen) as people write the amount; how many there are to a unit comes from the currency (ISO 4217). */
export const money = (minorUnits: string, currency: string | null): string => {
  const places = fractionDigits(currency)
  const digits = minorUnits.replace('-', '').padStart(places + 1, '0')
  const whole = BigInt(digits.slice(0, digits.length - places)).toLocaleString('en-GB')
  const fraction = places === 0 ? '' : `.${digits.slice(-places)}`
  return `${minorUnits.startsWith('-') ? '-' : ''}${whole}${fraction}${currency === null ? '' : ` ${currency}`}`
}

const phaseLine: Record<ImportSummary['phase'], (run: ImportSummary, of: string) => string> = {
  reading: ({ rowsRead }, of) => `reading the file: ${count(rowsRead)}${of} rows`,
  orders: ({ rowsAccepted, rowsUnchanged, rowsRejected, ordersCreated }, of) =>
    `storing: ${count(rowsAccepted + rowsUnchanged + rowsRejected)}${of} rows, ${count(ordersCreated)} orders`,
  points: ({ pointsDone, pointsTotal }) => `points: ${count(pointsDone)} of ${count(pointsTotal)} purchases`,
  done: ({ rowsRead }) => `done: ${count(rowsRead)} rows`,
}

/** One line about an import under way. */
export const progressLine = (run: ImportSummary): string => {
  const of = run.rowsTotal === null ? '' : ` of ${count(run.rowsTotal)}`
  const rate = run.rowsPerSecond === null ? '' : `, ${count(Math.round(run.rowsPerSecond))} rows/s`
  return phaseLine[run.phase](run, of) + rate
}

/** The result of an import for people. */
export const resultText = (run: ImportSummary): string =>
  [
    `${run.fileName}: ${run.state}`,
    ...(run.error === null ? [] : [`  ${run.error.message} [${run.error.code}]`]),
    `  rows      ${count(run.rowsTotal ?? run.rowsRead)}: ${count(run.rowsAccepted)} accepted, ${count(run.rowsUnchanged)} there before, ${count(run.rowsRejected)} not accepted`,
    ...run.reasons.map(({ reason, rows }) => `            ${count(rows)} ${reason}`),
    `  orders    ${count(run.ordersCreated)} new, from ${count(run.customersCreated)} new customers`,
    `  accepted  ${money(run.acceptedTotal, run.currency)}`,
    `  points    computed for ${count(run.pointsDone)} of ${count(run.pointsTotal)} purchases`,
    ...(run.rowsPerSecond === null ? [] : [`  pace      ${count(Math.round(run.rowsPerSecond))} rows/s`]),
  ].join('\n')
