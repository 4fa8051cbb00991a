import { existsSync, statSync } from 'node:fs'
import { basename, resolve } from 'node:path'
import { inspectUpload, uploadRows, type Layout } from '@candor/server/platform/uploads/tables'
import { encodings, type Encoding } from '@candor/tabular/encodings'
import { CliError, exitCodes, usageError } from '../errors.ts'

/** A file of records, looked at but not read. */
export type TableFile = { readonly path: string; readonly name: string; readonly layout: Layout }

/** Most bytes of text in one file: what a table of a few million records has. */
const maximumSize = 4 * 1024 ** 3

/** What a command takes. */
export type Taken = {
  readonly formats: readonly Layout['format'][]
  /** The sentence about it for who named no file. */
  readonly remedy: string
  readonly encoding?: Encoding | undefined
}

/** Finds out how a file is to be read; its first row names the columns. @throws USAGE when there is none, and what an import refuses */
export const openTable = async (
  given: string,
  cwd: string,
  { formats, remedy, encoding }: Taken,
): Promise<TableFile> => {
  const path = resolve(cwd, given)
  if (!existsSync(path) || !statSync(path).isFile()) throw usageError(`There is no file ${given}.`, remedy)
  return {
    path,
    name: basename(path),
    layout: await inspectUpload(path, { maximumSize, formats, hasHeader: true, encoding }),
  }
}

/** The records of a file, cell by cell, without its header. */
export const rowsIn = ({ path, layout }: TableFile): AsyncGenerator<string[]> =>
  uploadRows(path, layout, { maximumSize })

/** A header however it is written: case, blanks and signs aside. */
const bare = (name: string): string => name.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '')

/** Place of a column by its name, as written or nearly so; -1 when there is none. */
export const columnPlace = ({ layout: { columns } }: Pick<TableFile, 'layout'>, name: string): number => {
  const exact = columns.indexOf(name.trim())
  return exact >= 0 ? exact : columns.findIndex((column) => bare(column) === bare(name) && bare(name) !== '')
}

/** The columns of a file as a sentence. */
export const columnsSentence = ({ layout: { columns } }: Pick<TableFile, 'layout'>): string =>
  `Its columns are: ${columns.slice(0, 30).join(', ')}${columns.length > 30 ? ', …' : ''}.`

/** Place of a column that must be there. @throws the code given, with the columns that there are */
export const requiredColumn = (file: TableFile, name: string, option: string, code: string): number => {
  const place = columnPlace(file, name)
  if (place >= 0) return place
  throw new CliError(
    code,
    `${file.name} has no column "${name}", which ${option} names.`,
    columnsSentence(file),
    exitCodes.usage,
  )
}

/** An encoding by its name. @throws USAGE */
export const encodingFrom = (text: string | undefined): Encoding | undefined => {
  if (text === undefined) return undefined
  const found = encodings.find((encoding) => encoding === text.trim().toLowerCase())
  if (found !== undefined) return found
  throw usageError(`There is no encoding "${text}".`, `The encodings are: ${encodings.join(', ')}.`)
}
