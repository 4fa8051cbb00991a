import type { ImportField, ImportOptions } from '@candor/api'
import type { FieldError } from '../../platform/errors.ts'
import type { Layout } from '../../platform/uploads/tables.ts'
import { importErrors } from './errors.ts'
import type { Merchant } from './needs.ts'
import { exponentOf, type DecimalSign } from './row/decimal.ts'
import { guessDateOrder } from './row/date.ts'
import { isTimeZone } from './row/local-time.ts'
import { missingFields } from './row/mapping.ts'
import { rowReader, type RowReader } from './row/row-reader.ts'
import type { ImportRun, SettledOptions } from './run.ts'

/** Columns that an import keeps: those that fill a field, in the order of the file; before it is started all of them. */
export const keptColumns = ({ layout, options }: Pick<ImportRun, 'layout' | 'options'>): string[] => {
  if (options === null) return [...layout.columns]
  const used = new Set(Object.values(options.mapping))
  return layout.columns.filter((column) => used.has(column))
}

/** Places of the kept columns in a row of the file. */
export const keptPlaces = (run: Pick<ImportRun, 'layout' | 'options'>): number[] => {
  const kept = new Set(keptColumns(run))
  return run.layout.columns.flatMap((column, place) => (kept.has(column) ? [place] : []))
}

/** The reader of rows with these columns under these options. */
export const readerOf = (columns: readonly string[], options: SettledOptions): RowReader =>
  rowReader(columns, {
    mapping: options.mapping,
    exponent: exponentOf(options.currency) ?? 2,
    timeZone: options.timeZone,
    dateOrder: options.dateOrder,
    decimalSign: options.decimalSign,
    cancellationPrefix: options.numberPrefixes.cancellation,
    adjustmentPrefix: options.numberPrefixes.adjustment,
  })

const guessDecimalSign = (prices: readonly string[]): DecimalSign => {
  const count = (expression: RegExp): number => prices.filter((price) => expression.test(price.trim())).length
  return count(/,\d{1,2}$/) > count(/\.\d+$/) ? ',' : '.'
}

/** Letters count as marks only where numbers without a letter are the rule: a shop may well number A1, A2, A3. */
const guessPrefixes = (numbers: readonly string[]): SettledOptions['numberPrefixes'] => {
  const bare = numbers.filter((number) => /^\d+$/.test(number.trim())).length
  return bare >= numbers.length / 2 ? { cancellation: 'C', adjustment: 'A' } : { cancellation: '', adjustment: '' }
}

/**
 * Fills in what the options leave to the file.
 * @param sample first rows of the file, as it has them
 */
export const settleOptions = (
  options: ImportOptions,
  layout: Layout,
  sample: readonly (readonly string[])[],
): SettledOptions => {
  const valuesOf = (field: ImportField): string[] => {
    const place = layout.columns.indexOf(options.mapping[field] ?? '')
    return place < 0 ? [] : sample.map((values) => values[place] ?? '').filter((value) => value !== '')
  }
  return {
    ...options,
    encoding: options.encoding ?? layout.encoding,
    dateOrder: options.dateOrder ?? guessDateOrder(valuesOf('placedAt')),
    decimalSign: options.decimalSign ?? guessDecimalSign(valuesOf('unitPrice')),
    numberPrefixes: options.numberPrefixes ?? guessPrefixes(valuesOf('orderNumber')),
  }
}

const columnFaults = ({ mapping }: ImportOptions, { columns }: Layout): FieldError[] => {
  const used = new Map<string, string>()
  return Object.entries(mapping).flatMap(([field, column]) => {
    const path = `/body/mapping/${field}`
    if (!columns.includes(column)) return [{ path, message: `the file has no column ${JSON.stringify(column)}` }]
    const other = used.get(column)
    used.set(column, field)
    return other === undefined ? [] : [{ path, message: `this column already fills ${other}` }]
  })
}

/**
 * Checks options against the file and the organisation.
 * @param homeCurrency in which the organisation counts
 * @throws IMPORT_COLUMN_UNKNOWN, IMPORT_COLUMNS_MISSING, IMPORT_OPTIONS_INVALID, each naming the fields
 */
export const checkOptions = (
  options: ImportOptions,
  layout: Layout,
  merchants: readonly Merchant[],
  homeCurrency: string,
): void => {
  const faults = columnFaults(options, layout)
  if (faults.length > 0)
    throw importErrors.IMPORT_COLUMN_UNKNOWN(faults.map(({ message }) => message).join('; '), { errors: faults })
  const missing = missingFields(options.mapping, options.merchant.by === 'column')
  if (missing.length > 0) {
    throw importErrors.IMPORT_COLUMNS_MISSING(`no column is chosen for ${missing.join(', ')}`, {
      errors: missing.map((field) => ({
        path: `/body/mapping/${field}`,
        message: 'choose the column that holds this',
      })),
    })
  }
  const errors: FieldError[] = []
  if (options.currency !== homeCurrency) {
    errors.push({ path: '/body/currency', message: `this organisation counts in ${homeCurrency}` })
  }
  if (!isTimeZone(options.timeZone)) {
    errors.push({ path: '/body/timeZone', message: 'give the IANA name of a time zone, such as Europe/London' })
  }
  const { merchant } = options
  if (merchant.by === 'fixed' && merchants.every(({ id }) => id !== merchant.merchantId)) {
    errors.push({ path: '/body/merchant/merchantId', message: 'this organisation has no such merchant' })
  }
  if (merchants.length === 0) errors.push({ path: '/body/merchant', message: 'this organisation has no merchant yet' })
  if (errors.length > 0)
    throw importErrors.IMPORT_OPTIONS_INVALID(errors.map(({ message }) => message).join('; '), { errors })
}
