import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ZipFile } from 'yazl'
import { inspectFile, rowsOf, type InspectOptions, type Layout } from './index.ts'

const maximumSize = 50_000_000

/** Runs with the path of a file that holds the bytes given, and removes it. */
export const withFile = async <T>(content: Uint8Array | string, run: (path: string) => Promise<T>): Promise<T> => {
  const folder = await mkdtemp(join(tmpdir(), 'candor-tabular-'))
  try {
    const path = join(folder, 'file')
    await writeFile(path, content)
    return await run(path)
  } finally {
    await rm(folder, { recursive: true })
  }
}

/** A file as it is understood: its layout and all its rows. */
export const understood = async (
  content: Uint8Array | string,
  options: Partial<InspectOptions> = {},
): Promise<{ layout: Layout; rows: string[][] }> =>
  withFile(content, async (path) => {
    const layout = await inspectFile(path, { maximumSize, ...options })
    const rows: string[][] = []
    for await (const row of rowsOf(path, layout, { maximumSize, ...options })) rows.push(row)
    return { layout, rows }
  })

/** A ZIP archive of texts by path. */
export const zipOf = async (files: Readonly<Record<string, string>>): Promise<Buffer> => {
  const zip = new ZipFile()
  for (const [path, text] of Object.entries(files)) zip.addBuffer(Buffer.from(text), path)
  zip.end()
  const pieces: Buffer[] = []
  for await (const piece of zip.outputStream as AsyncIterable<Buffer>) pieces.push(piece)
  return Buffer.concat(pieces)
}
