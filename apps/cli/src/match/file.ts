import { openTable, requiredColumn as required, rowsIn, type TableFile } from '../tables/file.ts'

export { columnPlace } from '../tables/file.ts'

/** A file of records, looked at but not read. */
export type RecordFile = TableFile

/** Finds out how a file is to be read. @throws USAGE when there is none, and what an import refuses */
export const openFile = async (given: string, cwd: string): Promise<RecordFile> =>
  openTable(given, cwd, {
    formats: ['delimited'],
    remedy: 'Give a CSV or TSV file with a header, plain or compressed with gzip.',
  })

/** The records of a file, cell by cell, without its header. */
export const recordsIn = rowsIn

/** Place of a column that must be there. @throws MATCH_NO_COLUMN with the columns that there are */
export const requiredColumn = (file: RecordFile, name: string, option: string): number =>
  required(file, name, option, 'MATCH_NO_COLUMN')
