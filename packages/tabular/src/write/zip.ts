import { Readable } from 'node:stream'
import { ZipFile } from 'yazl'

/** A file of an archive. What stands in it is asked for when its turn comes. */
export type ZippedFile = { readonly name: string; readonly content: () => Promise<Buffer | string> }

/**
 * An archive (ZIP, PKWARE APPNOTE 6.3) of files, written as it is read: one file is in memory at a time.
 * @param files names with `/` between folders, none twice
 */
export const zipOf = (files: readonly ZippedFile[]): Readable => {
  const zip = new ZipFile()
  const output = zip.outputStream as Readable
  zip.on('error', (error: unknown) => void output.destroy(error as Error))
  for (const { name, content } of files) {
    zip.addReadStreamLazy(name, (give) => {
      content().then(
        (bytes) => give(null, Readable.from([Buffer.from(bytes as string)])),
        (error: unknown) => give(error, Readable.from([])),
      )
    })
  }
  zip.end()
  return output
}
