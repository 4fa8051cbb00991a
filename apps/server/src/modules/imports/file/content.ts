import { createReadStream } from 'node:fs'
import { createGunzip } from 'node:zlib'
import type { ImportEncoding } from '@candor/api'
import { importErrors } from '../errors.ts'

/** How to get at the bytes of a stored file. */
export type Content = {
  readonly path: string
  readonly isCompressed: boolean
  /** Most bytes after decompression; a small file can unfold into a huge one. */
  readonly maximumSize: number
}

const chunkSize = 256 * 1024

const fromStream = (error: unknown, isCompressed: boolean): unknown => {
  const code = (error as NodeJS.ErrnoException).code ?? ''
  if (code === 'ENOENT') return importErrors.IMPORT_FILE_GONE('the uploaded file is no longer in the data folder')
  if (isCompressed && code.startsWith('Z_')) {
    return importErrors.IMPORT_DAMAGED_ARCHIVE(`the gzip data cannot be unpacked: ${(error as Error).message}`)
  }
  return error
}

/**
 * The bytes of a file, unpacked where it is compressed with gzip (RFC 1952).
 * @throws IMPORT_DAMAGED_ARCHIVE, IMPORT_FILE_TOO_LARGE, IMPORT_FILE_GONE
 */
export async function* bytesOf({ path, isCompressed, maximumSize }: Content): AsyncGenerator<Buffer> {
  const file = createReadStream(path, { highWaterMark: chunkSize })
  const unpacked = isCompressed ? file.pipe(createGunzip({ chunkSize })) : file
  if (isCompressed) file.once('error', (error) => unpacked.destroy(error))
  let size = 0
  try {
    for await (const chunk of unpacked as AsyncIterable<Buffer>) {
      size += chunk.length
      if (size > maximumSize) {
        throw importErrors.IMPORT_FILE_TOO_LARGE(`the content of the file is larger than ${maximumSize} bytes`)
      }
      yield chunk
    }
  } catch (error) {
    throw fromStream(error, isCompressed)
  } finally {
    file.destroy()
    unpacked.destroy()
  }
}

/**
 * The text of a file, without its byte order mark.
 * @throws IMPORT_WRONG_ENCODING at the first bytes that the encoding does not have, and what {@link bytesOf} throws
 */
export async function* textOf(content: Content, encoding: ImportEncoding): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding, { fatal: true })
  let read = 0
  const decode = (chunk: Buffer | undefined): string => {
    try {
      return chunk === undefined ? decoder.decode() : decoder.decode(chunk, { stream: true })
    } catch (cause) {
      throw importErrors.IMPORT_WRONG_ENCODING(
        `within the ${chunk?.length ?? 0} bytes from position ${read} on, the file is not text in ${encoding}`,
        { cause },
      )
    }
  }
  for await (const chunk of bytesOf(content)) {
    yield decode(chunk)
    read += chunk.length
  }
  yield decode(undefined)
}
