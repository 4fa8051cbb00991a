import type { Measure, Tally } from './measure.ts'

const aligned = (rows: readonly (readonly string[])[]): string => {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)))
  return rows
    .map((row) =>
      row
        .map((cell, column) => (column === 0 ? cell.padEnd(widths[column]!) : cell.padStart(widths[column]!)))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}

const figure = (value: number | null): string =>
  value === null ? '' : value.toLocaleString('en-GB', { maximumFractionDigits: 3 })

/** Figures as a table for people. */
export const measureTable = (measures: readonly Measure[]): string =>
  aligned([
    ['', 'value', 'unit', 'baseline', 'ratio'],
    ...measures.map(({ name, value, unit, baseline, ratio }) => [
      name,
      figure(value),
      unit,
      figure(baseline),
      figure(ratio),
    ]),
  ])

/** Counts as a table for people. */
export const tallyTable = (tallies: readonly Tally[]): string =>
  aligned([['', 'tried', 'failed'], ...tallies.map(({ name, tried, failed }) => [name, figure(tried), figure(failed)])])
