import { createReadStream, createWriteStream } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { createGunzip } from 'node:zlib'

/** The purchases that come with the project. */
export const sampleFile = fileURLToPath(new URL('../../../demo/data/online-retail.csv.gz', import.meta.url))

/** Writes the header and the first rows of the sample into a folder. @returns the file */
export const firstRows = async (folder: string, rows: number): Promise<string> => {
  const file = join(folder, `first-${rows}.csv`)
  const out = createWriteStream(file)
  const lines = createInterface({ input: createReadStream(sampleFile).pipe(createGunzip()), crlfDelay: Infinity })
  let written = -1
  for await (const line of lines) {
    if (written === rows) break
    out.write(`${line}\n`)
    written += 1
  }
  lines.close()
  await new Promise<void>((resolve, reject) => {
    out.once('error', reject)
    out.end(() => resolve())
  })
  return file
}
