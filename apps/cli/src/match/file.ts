import { existsSync, statSync } from 'node:fs'
import { basename, resolve } from 'node:path'
import { inspectUpload, uploadRows, type Layout } from '@candor/server/platform/uploads/tables'
import { CliError, usageError } from '../errors.ts'

/** A file of records, looked at but not read. */
export type RecordFile = { readonly path: string; readonly name: string; readonly layout: Layout }

/** Most bytes of text in one file: what a table of a few million records has. */
const largest = 4 * 1024 ** 3
const reading = { maximumSize: largest, formats: ['delimited'], hasHeader: true } as const

/** Finds out how a file is to be read. @throws USAGE when there is none, and what an import refuses */
export const openFile = async (given: string, cwd: string): Promise<RecordFile> => {
  const path = resolve(cwd, given)
  if (!existsSync(path) || !statSync(path).isFile()) {
    throw usageError(
      `There is no file ${given}.`,
      'Give a CSV or TSV file with a header, plain or compressed with gzip.',
    )
  }
  return { path, name: basename(path), layout: await inspectUpload(path, reading) }
}

/** The records of a file, cell by cell, without its header. */
export const recordsIn = ({ path, layout }: RecordFile): AsyncGenerator<string[]> => uploadRows(path, layout, reading)

/** A header however it is written: case, blanks and signs aside. */
const bare = (name: string): string => name.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '')

/** Place of a column by its name, as written or nearly so; -1 when there is none. */
export const columnPlace = ({ layout: { columns } }: RecordFile, name: string): number => {
  const exact = columns.indexOf(name.trim())
  return exact >= 0 ? exact : columns.findIndex((column) => bare(column) === bare(name) && bare(name) !== '')
}

/** Place of a column that must be there. @throws MATCH_NO_COLUMN with the columns that there are */
export const requiredColumn = (file: RecordFile, name: string, option: string): number => {
  const place = columnPlace(file, name)
  if (place >= 0) return place
  const { columns } = file.layout
  const shown = columns.slice(0, 30).join(', ')
  throw new CliError(
    'MATCH_NO_COLUMN',
    `${file.name} has no column "${name}", which ${option} names.`,
    `Its columns are: ${shown}${columns.length > 30 ? ', …' : ''}.`,
    2,
  )
}
