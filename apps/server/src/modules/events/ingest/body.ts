import { promisify } from 'node:util'
import { brotliDecompress, gunzip, inflate } from 'node:zlib'
import { eventErrors } from '../errors.ts'

/** Bytes of a request at most, also when unpacked. */
export const largestBatch = 500 * 1024

const unpackers = {
  gzip: promisify(gunzip),
  deflate: promisify(inflate),
  br: promisify(brotliDecompress),
} as const

const tooLarge = () => eventErrors.EVENT_TOO_LARGE(`the request has more than ${largestBatch} bytes`)

/** Unpacks a body, as far as it is small enough. @throws EVENT_TOO_LARGE, EVENT_INVALID */
const unpacked = async (body: Buffer, encoding: string): Promise<Buffer> => {
  if (encoding === '' || encoding === 'identity') return body
  if (!(encoding in unpackers)) throw eventErrors.EVENT_INVALID(`the content encoding ${encoding} is not known`)
  try {
    return await unpackers[encoding as keyof typeof unpackers](body, { maxOutputLength: largestBatch })
  } catch (cause) {
    if ((cause as { code?: unknown }).code === 'ERR_BUFFER_TOO_LARGE') throw tooLarge()
    throw eventErrors.EVENT_INVALID(`the body is not ${encoding}`, { cause })
  }
}

/**
 * Reads the body of a tracking request: JSON, packed or not, whatever type it is sent as.
 * @param encoding the request's `Content-Encoding`
 * @throws EVENT_INVALID, EVENT_TOO_LARGE
 */
export const readBody = async (body: unknown, encoding: string | undefined): Promise<Record<string, unknown>> => {
  const bytes = await unpacked(Buffer.isBuffer(body) ? body : Buffer.alloc(0), encoding?.trim().toLowerCase() ?? '')
  if (bytes.length > largestBatch) throw tooLarge()
  let value: unknown
  try {
    value = JSON.parse(bytes.toString('utf8'))
  } catch (cause) {
    throw eventErrors.EVENT_INVALID('the body is not JSON', { cause })
  }
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>
  throw eventErrors.EVENT_INVALID('the body must be a JSON object')
}

/** The write key of a request: the user name of Basic authentication, or `writeKey` in the body. */
export const writeKeyOf = (authorization: string | undefined, body: Record<string, unknown>): string | undefined => {
  const [scheme, value] = authorization?.split(' ') ?? []
  if (scheme?.toLowerCase() === 'basic' && value !== undefined) {
    return Buffer.from(value, 'base64').toString('utf8').split(':')[0]
  }
  return typeof body['writeKey'] === 'string' ? body['writeKey'] : undefined
}
