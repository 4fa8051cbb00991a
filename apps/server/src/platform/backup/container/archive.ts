import { createReadStream, createWriteStream, existsSync } from 'node:fs'
import { open, rename, rm, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { constants, createZstdCompress, createZstdDecompress } from 'node:zlib'
import { BackupError } from '../errors.ts'
import { headerBytes, makeHeader, openHeader } from './header.ts'
import { packItems, unpackItems, type Item, type ItemSum } from './items.ts'
import type { Secret } from './secret.ts'
import { openStream, sealStream } from './segments.ts'

/** What a written archive amounts to. */
export type ArchiveSum = { readonly items: readonly ItemSum[]; readonly bytes: number }

const syncFolder = async (path: string): Promise<void> => {
  const folder = await open(path, 'r')
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}

async function* after(first: Uint8Array, rest: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, void, void> {
  yield first
  yield* rest
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array, void, void> {
  yield bytes
}

/** The items, then one that lists them all: a reader can tell that it has seen everything. */
async function* withEnd(items: AsyncIterable<Item>, sums: readonly ItemSum[]): AsyncGenerator<Item, void, void> {
  yield* items
  const listed = sums.map(({ kind, name, sha256 }) => `${kind} ${name} ${sha256}`)
  const list = Buffer.from(listed.join('\n'))
  yield { kind: 'end', name: 'end', about: {}, contents: once(list) }
}

const readStart = async (path: string): Promise<Buffer> => {
  const file = await open(path, 'r').catch((error: unknown) => {
    throw new BackupError(
      'BACKUP_NOT_FOUND',
      `The backup ${path} cannot be opened: ${(error as Error).message}.`,
      'Check the path.',
      error,
    )
  })
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(8192), 0, 8192, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await file.close()
  }
}

const closingList = async (item: Item): Promise<string> => {
  const parts: Uint8Array[] = []
  for await (const part of item.contents) parts.push(part)
  return Buffer.concat(parts).toString('utf8')
}

/** Passes items on and makes sure at the end that none was missing. */
async function* complete(items: AsyncIterable<Item>): AsyncGenerator<Item, void, void> {
  let count = 0
  for await (const item of items) {
    if (item.kind === 'end') {
      const listed = (await closingList(item)).split('\n').filter((line) => line !== '')
      if (listed.length === count) return
      throw new BackupError(
        'BACKUP_DAMAGED',
        `The backup lists ${listed.length} parts but holds ${count}.`,
        'Use another backup.',
      )
    }
    count += 1
    yield item
  }
  throw new BackupError('BACKUP_TRUNCATED', 'The closing list of the backup is missing.', 'Use another backup.')
}

/**
 * Opens an archive and hands its items to `visit`, in the order in which they were written.
 * @throws BackupError when it is no backup, is locked with another secret, or was changed anywhere
 */
export const readArchive = async <T>(
  path: string,
  secret: Secret,
  visit: (items: AsyncIterable<Item>, createdAt: string) => Promise<T>,
): Promise<T> => {
  const header = headerBytes(await readStart(path))
  const { key, createdAt } = await openHeader(header, secret)
  return pipeline(
    createReadStream(path, { start: header.length, highWaterMark: 1024 * 1024 }),
    (source) => openStream(key, source, header.length),
    createZstdDecompress(),
    async (source) => {
      const items = complete(unpackItems(source))
      const result = await visit(items, createdAt)
      // A visitor that stopped early has not seen the whole; the rest is checked all the same.
      for await (const item of items) void item
      return result
    },
  )
}

/** Reads an archive from end to end. @throws BackupError when any byte of it is not as it was written */
export const verifyArchive = async (path: string, secret: Secret): Promise<ArchiveSum> => {
  const items = await readArchive(path, secret, async (all) => {
    const sums: ItemSum[] = []
    for await (const { kind, name, contents } of all) {
      let bytes = 0
      for await (const chunk of contents) bytes += chunk.byteLength
      sums.push({ kind, name, bytes, sha256: '' })
    }
    return sums
  })
  return { items, bytes: (await stat(path)).size }
}

/**
 * Writes an archive whole or not at all: beside its place under the name `<path>.partial`, synced, read back and
 * checked, then renamed.
 * @throws BACKUP_EXISTS when there is a file of that name
 */
export const writeArchive = async (
  path: string,
  secret: Secret,
  items: AsyncIterable<Item>,
  now: Date = new Date(),
): Promise<ArchiveSum> => {
  if (existsSync(path)) {
    throw new BackupError(
      'BACKUP_EXISTS',
      `${path} is already there.`,
      'Choose another name, or a folder: backups are never overwritten.',
    )
  }
  const { bytes: header, key } = await makeHeader(secret, now)
  const partial = `${path}.partial`
  const sums: ItemSum[] = []
  try {
    await pipeline(
      packItems(withEnd(items, sums), (sum) => sums.push(sum)),
      createZstdCompress({ params: { [constants.ZSTD_c_compressionLevel]: 3 } }),
      (source: AsyncIterable<Uint8Array>) => after(header, sealStream(key, source)),
      createWriteStream(partial, { mode: 0o600, flush: true }),
    )
    const { bytes } = await verifyArchive(partial, secret)
    await rename(partial, path)
    await syncFolder(dirname(path))
    return { items: sums.slice(0, -1), bytes }
  } catch (error) {
    await rm(partial, { force: true })
    throw error
  }
}
