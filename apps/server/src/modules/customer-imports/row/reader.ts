import { dateOrderOf } from '@candor/contact'
import type { CustomerImportOptions } from '@candor/api'
import type { Layout } from '../../../platform/uploads/tables.ts'
import type { Source } from '../run.ts'
import { rowStandard, type StandardRow } from './standard.ts'

/** The order in which dates are written in a region. */
export const expectedOrder = (region: string): 'YMD' | 'DMY' | 'MDY' => dateOrderOf(`und-${region}`)

/** Makes the function that reads the rows of a file under the options of its import. */
export const rowReader = (
  layout: Layout,
  options: Pick<CustomerImportOptions, 'mapping' | 'region'>,
  dates: Source['dates'],
): ((row: readonly string[]) => StandardRow) =>
  rowStandard({
    columns: layout.columns,
    options,
    dates: new Map(dates.map(({ column, order }) => [column, order])),
    isStrict: layout.format === 'delimited',
    // Workbooks tell text from formulas; in text files only an apostrophe does.
    isGuarded: layout.format === 'delimited',
  })
