import { createWriteStream } from 'node:fs'
import { basename, resolve } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { failure } from '../errors.ts'

/** Where the row report of an import goes unless the person says: where the command was called. */
export const defaultReport = (file: string): string => `${basename(file)}.report.csv`

/** Writes the row report, over an older one of the same name. @throws CliError when it cannot be written */
export const writeReport = async (
  path: string,
  cwd: string,
  rows: AsyncIterable<Uint8Array | string>,
): Promise<string> => {
  const file = resolve(cwd, path)
  try {
    await pipeline(rows, createWriteStream(file))
  } catch (error) {
    throw failure(
      'REPORT_NOT_WRITTEN',
      `The row report ${file} was not written: ${(error as Error).message}`,
      'The import itself is done. Give another place with --report, or fetch it from the imports page.',
      error,
    )
  }
  return file
}
