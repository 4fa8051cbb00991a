import { createHash } from 'node:crypto'
import type { Readable } from 'node:stream'
import type { InspectOptions } from '@candor/tabular'
import type { Tx } from '../db/index.ts'
import { httpErrors } from '../http/errors.ts'
import { uuidv7 } from '../ids.ts'
import type { Platform } from '../platform.ts'
import { printable } from './characters.ts'
import { dropFile, keepFile, receiveFile, uploadFolder, type ArrivedFile } from './files.ts'
import { inspectUpload, type Layout } from './tables.ts'

/** A file on its way in. */
export type Upload = {
  readonly organisationId: string
  /** `staff:<id>` or `system`. */
  readonly createdBy: string
  readonly fileName: string
  readonly source: Readable
  /** The same key by the same person is the same upload. */
  readonly idempotencyKey?: string | undefined
}

/** What is kept of an upload. */
export type UploadedFile = Pick<ArrivedFile, 'size' | 'hash'> & {
  readonly name: string
  readonly layout: Layout
  readonly createdBy: string
}

/** A kind of upload: where its files wait, how they are read, and who writes them down. */
export type UploadKind<Run> = {
  /** Name of the folder, and what tells the ids of two kinds apart. */
  readonly kind: string
  readonly fileSize: number
  readonly reading: InspectOptions
  /** The upload under an id, with the hash of its file. */
  readonly find: (tx: Tx, id: string) => Promise<{ readonly hash: string; readonly run: Run } | undefined>
  /** Writes an upload down; nothing where the id is taken. */
  readonly insert: (tx: Tx, id: string, file: UploadedFile) => Promise<Run | undefined>
}

/** An id that follows from who sends and their key, in the form of a UUID (RFC 9562, version 8). */
const idOf = (kind: string, { organisationId, createdBy, idempotencyKey }: Upload): string => {
  if (idempotencyKey === undefined) return uuidv7()
  const named = JSON.stringify([kind, organisationId, createdBy, idempotencyKey])
  const hex = createHash('sha256').update(named).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

/** The name of a file without the folders before it. */
const safeName = (name: string): string => {
  const last = printable(name).split(/[/\\]/).at(-1) ?? ''
  return last.slice(0, 200) || 'file'
}

/** The answer to an earlier upload under the same key, if it brought the same file. @throws HTTP_IDEMPOTENCY_KEY_REUSED */
const sameAnswer = <Run>(earlier: { hash: string; run: Run } | undefined, hash: string): Run => {
  if (earlier?.hash === hash) return earlier.run
  throw httpErrors.HTTP_IDEMPOTENCY_KEY_REUSED('this Idempotency-Key was used for another file')
}

const hashOfStream = async (source: Readable): Promise<string> => {
  const hash = createHash('sha256')
  for await (const chunk of source) hash.update(chunk as Buffer)
  return hash.digest('hex')
}

/**
 * Takes a file in: writes it to disk as it arrives, finds out how to read it, and keeps both. Of several uploads under
 * one key at once, the first to be whole is kept; the others get its answer if they brought the same file.
 * @throws IMPORT_EMPTY_FILE, IMPORT_FILE_TOO_LARGE, IMPORT_BINARY_FILE and the other refusals of {@link inspectUpload};
 *   nothing of the file stays then
 */
export const takeUpload = async <Run>(
  { config, db }: Pick<Platform, 'config' | 'db'>,
  { kind, fileSize, reading, find, insert }: UploadKind<Run>,
  upload: Upload,
): Promise<Run> => {
  const id = idOf(kind, upload)
  const { organisationId, createdBy, fileName, source } = upload
  const folder = uploadFolder(config.data, kind)
  const earlier = await db.inOrganisation(organisationId, async (tx) => find(tx, id))
  if (earlier !== undefined) return sameAnswer(earlier, await hashOfStream(source))
  const file = await receiveFile(folder, source, fileSize)
  try {
    const layout = await inspectUpload(file.path, reading)
    return await db.inOrganisation(organisationId, async (tx) => {
      const run = await insert(tx, id, { ...file, name: safeName(fileName), layout, createdBy })
      // Before the commit: an import that can be seen has its file.
      if (run !== undefined) await keepFile(folder, id, file)
      return run ?? sameAnswer(await find(tx, id), file.hash)
    })
  } finally {
    await dropFile(file)
  }
}
