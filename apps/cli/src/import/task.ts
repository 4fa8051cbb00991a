import { setTimeout as wait } from 'node:timers/promises'
import { requiredImportFields, type ImportOptions, type ImportPreview, type ImportSummary } from '@candor/api'
import { guessMapping } from '@candor/server/modules/imports/row/mapping'
import { importOptionsFrom, type Reading } from './options.ts'

/** What an import is asked to do. */
export type ImportTask = {
  readonly file: string
  readonly reading: Reading
  readonly onProgress: (run: ImportSummary) => void
}

/** A finished import and its report. */
export type ImportResult = { readonly run: ImportSummary; readonly report: AsyncIterable<Uint8Array | string> }

type Merchant = { readonly id: string; readonly name: string; readonly nameZh: string }

/**
 * Settles how a file is read: asks what was guessed, and again under the encoding that the person names, since columns
 * read under another one have other names.
 * @param preview asks for a preview of the waiting import
 */
export const settle = async (
  reading: Reading,
  merchants: readonly Merchant[],
  preview: (options?: ImportOptions) => Promise<ImportPreview>,
): Promise<ImportOptions> => {
  const first = await preview()
  if (reading.encoding === undefined) return importOptionsFrom(reading, first, merchants, requiredImportFields)
  const { mapping: _, ...asked } = reading
  const options = importOptionsFrom(asked, { ...first, mapping: {} }, merchants, [])
  const { columns } = await preview(options)
  return importOptionsFrom(
    reading,
    { ...first, columns, mapping: guessMapping(columns) },
    merchants,
    requiredImportFields,
  )
}

const ended: ReadonlySet<ImportSummary['state']> = new Set(['cancelled', 'completed', 'failed'])
const pause = 300

/** Asks how an import stands until it has ended. */
export const follow = async (
  look: () => Promise<ImportSummary>,
  onProgress: ImportTask['onProgress'],
): Promise<ImportSummary> => {
  for (;;) {
    const run = await look()
    onProgress(run)
    if (ended.has(run.state)) return run
    await wait(pause)
  }
}
