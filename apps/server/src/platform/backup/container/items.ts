import { createHash } from 'node:crypto'
import { BackupError } from '../errors.ts'

/** One thing in an archive: what it is of, a table's rows, their counts and the sequences, a file, the closing list. */
export type Item = {
  readonly kind: 'about' | 'table' | 'totals' | 'file' | 'end'
  readonly name: string
  /** What else is to be known of it, such as a table's columns. */
  readonly about: Readonly<Record<string, unknown>>
  readonly contents: AsyncIterable<Uint8Array>
}

/** What an item came to, once its contents have passed. */
export type ItemSum = {
  readonly kind: Item['kind']
  readonly name: string
  readonly bytes: number
  readonly sha256: string
}

const largestHeader = 16 * 1024 * 1024
const largestBlock = 16 * 1024 * 1024

/** The contents of an item that says all in its head. */
export async function* nothing(): AsyncGenerator<Uint8Array, void, void> {}

const length32 = (value: number): Buffer => {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32BE(value)
  return bytes
}

/**
 * Writes items one after another: length and JSON of what it is, then blocks with their lengths, a zero length,
 * and the SHA-256 of the contents.
 * @param onItem told the sum of each item
 */
export async function* packItems(
  items: AsyncIterable<Item>,
  onItem: (sum: ItemSum) => void = () => undefined,
): AsyncGenerator<Buffer, void, void> {
  for await (const { kind, name, about, contents } of items) {
    const head = Buffer.from(JSON.stringify({ kind, name, about }))
    yield Buffer.concat([length32(head.length), head])
    const hash = createHash('sha256')
    let bytes = 0
    for await (const chunk of contents) {
      if (chunk.byteLength === 0) continue
      hash.update(chunk)
      bytes += chunk.byteLength
      yield length32(chunk.byteLength)
      yield Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength)
    }
    const digest = hash.digest()
    yield Buffer.concat([length32(0), digest])
    onItem({ kind, name, bytes, sha256: digest.toString('hex') })
  }
}

const damaged = (why: string): BackupError =>
  new BackupError(
    'BACKUP_DAMAGED',
    `The backup is damaged inside: ${why}.`,
    'Use another copy of the file, or another backup.',
  )

/** Reads exact numbers of bytes off a stream. */
const exactReader = (source: AsyncIterable<Uint8Array>) => {
  const iterator = source[Symbol.asyncIterator]()
  let held: Buffer = Buffer.alloc(0)
  /** The next `size` bytes; nothing at a clean end of the stream. */
  const read = async (size: number): Promise<Buffer | undefined> => {
    const parts = [held]
    let length = held.length
    while (length < size) {
      const { value, done } = await iterator.next()
      if (done === true) {
        if (length === 0) return undefined
        throw damaged('an item breaks off')
      }
      parts.push(Buffer.from(value.buffer, value.byteOffset, value.byteLength))
      length += value.byteLength
    }
    const all = parts.length === 1 ? held : Buffer.concat(parts)
    held = all.subarray(size)
    return all.subarray(0, size)
  }
  const must = async (size: number): Promise<Buffer> => {
    const bytes = size === 0 ? Buffer.alloc(0) : await read(size)
    if (bytes === undefined) throw damaged('an item breaks off')
    return bytes
  }
  return { read, must, close: async () => iterator.return?.() }
}

/**
 * Reads what {@link packItems} wrote. The contents of an item are read to their end, or not at all, before the
 * next item is asked for. A wrong sum is an error at the end of the contents.
 * @throws BACKUP_DAMAGED
 */
export async function* unpackItems(source: AsyncIterable<Uint8Array>): AsyncGenerator<Item, void, void> {
  const { read, must, close } = exactReader(source)
  try {
    for (;;) {
      const size = (await read(4))?.readUInt32BE()
      if (size === undefined) return
      if (size > largestHeader) throw damaged('an item has an impossible size')
      const head = JSON.parse((await must(size)).toString('utf8')) as Omit<Item, 'contents'>
      const blocks = async function* (): AsyncGenerator<Uint8Array, void, void> {
        const hash = createHash('sha256')
        for (;;) {
          const length = (await must(4)).readUInt32BE()
          if (length === 0) break
          if (length > largestBlock) throw damaged(`"${head.name}" has a block of an impossible size`)
          const block = await must(length)
          hash.update(block)
          yield block
        }
        if (!hash.digest().equals(await must(32))) throw damaged(`the checksum of "${head.name}" does not fit`)
      }
      const contents = blocks()
      yield { ...head, contents }
      // Contents that nobody read are passed over, and checked on the way.
      for (let next = await contents.next(); next.done !== true; next = await contents.next());
    }
  } finally {
    await close()
  }
}
