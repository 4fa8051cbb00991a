import type { ImportOptions, ImportPreview } from '@candor/api'
import { homeCurrency, type Tx } from '../../platform/db/index.ts'
import type { Language } from '../../platform/errors.ts'
import { uploadRows, type Layout } from '../../platform/uploads/tables.ts'
import { merchantReader, type MerchantReader } from './merchants.ts'
import { explain } from './messages.ts'
import type { ImportsNeeds } from './needs.ts'
import { readerOf, settleOptions } from './options.ts'
import { guessMapping, missingFields } from './row/mapping.ts'
import { isRefusal } from './row/row-reader.ts'
import type { ImportRun, SettledOptions } from './run.ts'

/** Rows that a person is shown, and rows that guesses are based on. */
const shownRows = 20
const sampledRows = 500

/** The first rows of a file, as it has them. */
export const firstRows = async (
  path: string,
  layout: Layout,
  maximumSize: number,
  count = sampledRows,
): Promise<string[][]> => {
  const rows: string[][] = []
  for await (const record of uploadRows(path, layout, { maximumSize })) {
    rows.push(record)
    if (rows.length === count) break
  }
  return rows
}

/** The choice that fits an organisation: product families where it has such rules, else its only merchant. */
const suggestMerchant = async (
  tx: Tx,
  needs: ImportsNeeds,
  hasMerchantColumn: boolean,
): Promise<ImportOptions['merchant']> => {
  if (hasMerchantColumn) return { by: 'column' }
  if ((await needs.familyRules(tx)).length > 0) return { by: 'productFamily' }
  const [first] = await needs.merchantsOf(tx)
  return first === undefined ? { by: 'column' } : { by: 'fixed', merchantId: first.id }
}

const previewRows = (
  rows: readonly string[][],
  layout: Layout,
  options: SettledOptions,
  merchantOf: MerchantReader,
  language: Language,
): ImportPreview['rows'] => {
  const read = readerOf(layout.columns, options)
  return rows.slice(0, shownRows).map((values, at) => {
    const row = read(values)
    const refusal = isRefusal(row)
      ? row
      : merchantOf(row) === undefined
        ? ({ reason: 'UNKNOWN_MERCHANT', field: 'merchant' } as const)
        : undefined
    const column = refusal?.field ? layout.columns.indexOf(options.mapping[refusal.field] ?? '') : -1
    const kept = values.map((value) => value.slice(0, 1000))
    if (refusal === undefined) return { row: at + 1, values: kept, outcome: 'accepted', reason: null, message: null }
    const message = explain(refusal.reason, refusal.field, values[column] ?? '', language)
    return { row: at + 1, values: kept, outcome: 'rejected', reason: refusal.reason, message }
  })
}

/**
 * What an import would do with the first rows of its file.
 * @param given options that a person chose; guessed where absent
 * @param sample first rows of the file under `layout`
 */
export const previewOf = async (
  tx: Tx,
  needs: ImportsNeeds,
  { id }: Pick<ImportRun, 'id'>,
  layout: Layout,
  sample: readonly string[][],
  given: ImportOptions | undefined,
  language: Language,
): Promise<ImportPreview> => {
  const mapping = given?.mapping ?? guessMapping(layout.columns)
  const merchant = given?.merchant ?? (await suggestMerchant(tx, needs, mapping.merchant !== undefined))
  const currency = given?.currency ?? (await homeCurrency(tx))
  const timeZone =
    given?.timeZone ?? (currency === 'GBP' ? 'Europe/London' : currency === 'CNY' ? 'Asia/Shanghai' : 'UTC')
  const options = settleOptions({ ...given, mapping, merchant, currency, timeZone }, layout, sample)
  const merchantOf = await merchantReader(tx, needs, merchant)
  const { dateOrder, decimalSign, numberPrefixes } = options
  return {
    id,
    encoding: layout.encoding,
    delimiter: layout.delimiter,
    columns: [...layout.columns],
    mapping,
    missing: missingFields(mapping, merchant.by === 'column'),
    rows: previewRows(sample, layout, options, merchantOf, language),
    suggested: { currency, timeZone, merchant, dateOrder, decimalSign, numberPrefixes },
  }
}
