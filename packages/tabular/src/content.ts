import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { createGunzip } from 'node:zlib'
import { TabularError } from './errors.ts'
import { decoderOf } from './text/decode.ts'
import type { Encoding } from './text/encodings.ts'

/** How to get at the bytes of a stored file. */
export type Content = {
  readonly path: string
  readonly isCompressed: boolean
  /** Most bytes after decompression; a small file can unfold into a huge one. */
  readonly maximumSize: number
  /** Whether lines of other encodings stand in its UTF-8. */
  readonly isMixed?: boolean | undefined
}

const chunkSize = 256 * 1024

/** The first bytes of a file as it is stored. @throws FILE_GONE */
export const firstBytes = async (path: string, count: number): Promise<Buffer> => {
  const file = await open(path).catch((error: unknown) => {
    throw fromStream(error, false)
  })
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(count), 0, count, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await file.close()
  }
}

/** What a failure to read means. */
export const fromStream = (error: unknown, isCompressed: boolean): unknown => {
  const code = (error as NodeJS.ErrnoException).code ?? ''
  if (code === 'ENOENT') return new TabularError('FILE_GONE', 'the uploaded file is no longer in the data folder')
  if (isCompressed && code.startsWith('Z_')) {
    return new TabularError('DAMAGED_ARCHIVE', `the gzip data cannot be unpacked: ${(error as Error).message}`)
  }
  return error
}

/**
 * The bytes of a file, unpacked where it is compressed with gzip (RFC 1952).
 * @throws DAMAGED_ARCHIVE, FILE_TOO_LARGE, FILE_GONE
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
        throw new TabularError('FILE_TOO_LARGE', `the content of the file is larger than ${maximumSize} bytes`)
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
 * The text of a file, without its byte order mark. Of a mixed file, bytes that are no UTF-8 become U+FFFD, so that who reads
 * the rows can say which ones they stand in.
 * @throws WRONG_ENCODING at the first bytes that the encoding does not have, and what {@link bytesOf} throws
 */
export async function* textOf(content: Content, encoding: Encoding): AsyncGenerator<string> {
  const decode = decoderOf(encoding, content.isMixed === true && encoding === 'utf-8')
  let read = 0
  const decoded = (chunk: Buffer | undefined): string => {
    try {
      return decode(chunk)
    } catch (cause) {
      throw new TabularError(
        'WRONG_ENCODING',
        `within the ${chunk?.length ?? 0} bytes from position ${read} on, the file is not text in ${encoding}`,
        { cause },
      )
    }
  }
  for await (const chunk of bytesOf(content)) {
    yield decoded(chunk)
    read += chunk.length
  }
  yield decoded(undefined)
}
