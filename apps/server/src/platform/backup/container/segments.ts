import { createCipheriv, createDecipheriv } from 'node:crypto'
import { BackupError } from '../errors.ts'

/** Plain bytes in a segment. */
export const segmentSize = 64 * 1024
const tagSize = 16

/** Counter in eleven bytes, then 1 for the last segment: the STREAM construction (Hoang, Reyhanitabar, Rogaway, Vizár 2015). */
const nonceOf = (counter: number, last: boolean): Buffer => {
  const nonce = Buffer.alloc(12)
  nonce.writeUIntBE(counter, 5, 6)
  nonce[11] = last ? 1 : 0
  return nonce
}

const sealSegment = (key: Uint8Array, counter: number, last: boolean, plain: Buffer): Buffer => {
  const cipher = createCipheriv('aes-256-gcm', key, nonceOf(counter, last))
  return Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()])
}

const openSegment = (key: Uint8Array, counter: number, last: boolean, sealed: Buffer): Buffer | undefined => {
  if (sealed.length < tagSize) return undefined
  const decipher = createDecipheriv('aes-256-gcm', key, nonceOf(counter, last))
  decipher.setAuthTag(sealed.subarray(-tagSize))
  const plain = decipher.update(sealed.subarray(0, -tagSize))
  try {
    decipher.final()
    return plain
  } catch {
    return undefined
  }
}

/** Cuts a stream into pieces of `size`, the last of 1 to `size` bytes (or 0 for an empty stream), each with whether it is the last. */
async function* pieces(
  source: AsyncIterable<Uint8Array>,
  size: number,
): AsyncGenerator<{ piece: Buffer; last: boolean }, void, void> {
  let held: Buffer[] = []
  let length = 0
  for await (const chunk of source) {
    held.push(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength))
    length += chunk.byteLength
    if (length <= size) continue
    let rest = Buffer.concat(held)
    // Strictly more, so that a piece is only given away as "not the last" when something follows.
    while (rest.length > size) {
      yield { piece: rest.subarray(0, size), last: false }
      rest = rest.subarray(size)
    }
    held = [rest]
    length = rest.length
  }
  yield { piece: Buffer.concat(held), last: true }
}

/** Encrypts a stream with AES-256-GCM, segment by segment. The key must be used for one stream only. */
export async function* sealStream(
  key: Uint8Array,
  plain: AsyncIterable<Uint8Array>,
): AsyncGenerator<Buffer, void, void> {
  let counter = 0
  for await (const { piece, last } of pieces(plain, segmentSize)) {
    yield sealSegment(key, counter, last, piece)
    counter += 1
  }
}

/**
 * Opens what {@link sealStream} made. Nothing unauthenticated is ever given out.
 * @param offset where the stream begins in its file, for messages
 * @throws BACKUP_DAMAGED with the place, BACKUP_TRUNCATED when the end is missing
 */
export async function* openStream(
  key: Uint8Array,
  sealed: AsyncIterable<Uint8Array>,
  offset = 0,
): AsyncGenerator<Buffer, void, void> {
  let counter = 0
  for await (const { piece, last } of pieces(sealed, segmentSize + tagSize)) {
    const plain = openSegment(key, counter, last, piece)
    if (plain === undefined) {
      if (last && (piece.length < tagSize || openSegment(key, counter, false, piece) !== undefined)) {
        throw new BackupError(
          'BACKUP_TRUNCATED',
          'The end of the backup is missing.',
          'Copy the file again from where it was kept, or use another backup.',
        )
      }
      const from = offset + counter * (segmentSize + tagSize)
      throw new BackupError(
        'BACKUP_DAMAGED',
        `The backup was changed or damaged between byte ${from} and byte ${from + piece.length}.`,
        'Use another copy of the file, or another backup.',
      )
    }
    yield plain
    counter += 1
  }
}
