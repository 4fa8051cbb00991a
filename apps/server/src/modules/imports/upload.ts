import { createHash } from 'node:crypto'
import type { Readable } from 'node:stream'
import type { Tx } from '../../platform/db/index.ts'
import { httpErrors } from '../../platform/http/errors.ts'
import { uuidv7 } from '../../platform/ids.ts'
import type { Platform } from '../../platform/platform.ts'
import { importErrors } from './errors.ts'
import { inspectFile, type Layout } from './file/inspect.ts'
import { dropFile, keepFile, receiveFile, type ArrivedFile } from './files.ts'
import type { ImportLimits } from './limits.ts'
import { printable } from './row/characters.ts'
import { findRun, runColumns, type ImportRun } from './run.ts'

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

/** An id that follows from who sends and their key, in the form of a UUID (RFC 9562, version 8). */
const idOf = ({ organisationId, createdBy, idempotencyKey }: Upload): string => {
  if (idempotencyKey === undefined) return uuidv7()
  const named = JSON.stringify(['import', organisationId, createdBy, idempotencyKey])
  const hex = createHash('sha256').update(named).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

/** The name of a file without the folders before it. */
const safeName = (name: string): string => {
  const last = printable(name).split(/[/\\]/).at(-1) ?? ''
  return last.slice(0, 200) || 'file'
}

/** The upload that came before under the same key. */
const earlierUpload = async (tx: Tx, id: string): Promise<{ hash: string; run: ImportRun } | undefined> => {
  const earlier = await tx.maybe<{ hash: string }>({
    text: 'select file_hash as hash from import_run where organisation_id = $1 and id = $2',
    values: [tx.organisationId, id],
  })
  return earlier && { hash: earlier.hash, run: await findRun(tx, id) }
}

/** Its answer, if it brought the same file. @throws HTTP_IDEMPOTENCY_KEY_REUSED */
const sameAnswer = (earlier: { hash: string; run: ImportRun } | undefined, hash: string): ImportRun => {
  if (earlier?.hash === hash) return earlier.run
  throw httpErrors.HTTP_IDEMPOTENCY_KEY_REUSED('this Idempotency-Key was used for another file')
}

const insertRun = async (
  tx: Tx,
  id: string,
  { fileName, createdBy }: Upload,
  { size, hash }: ArrivedFile,
  layout: Layout,
): Promise<ImportRun | undefined> =>
  tx.maybe<ImportRun>({
    text: `insert into import_run (organisation_id, id, file_name, file_size, file_hash, layout, state, phase, created_by)
           values ($1, $2, $3, $4, $5, $6, 'uploaded', 'reading', $7)
           on conflict (organisation_id, id) do nothing returning ${runColumns}`,
    values: [tx.organisationId, id, safeName(fileName), size, hash, JSON.stringify(layout), createdBy],
  })

const hashOfStream = async (source: Readable): Promise<string> => {
  const hash = createHash('sha256')
  for await (const chunk of source) hash.update(chunk as Buffer)
  return hash.digest('hex')
}

/**
 * Takes a file in: writes it to disk as it arrives, finds out how to read it, and keeps both. Of several uploads under
 * one key at once, the first to be whole is kept; the others get its answer if they brought the same file.
 * @throws IMPORT_EMPTY_FILE, IMPORT_FILE_TOO_LARGE, IMPORT_BINARY_FILE and the other refusals of {@link inspectFile};
 *   nothing of the file stays then
 */
export const takeUpload = async (
  { config, db }: Pick<Platform, 'config' | 'db'>,
  limits: ImportLimits,
  upload: Upload,
): Promise<ImportRun> => {
  const id = idOf(upload)
  const { organisationId, source } = upload
  const earlier = await db.inOrganisation(organisationId, async (tx) => earlierUpload(tx, id))
  if (earlier !== undefined) return sameAnswer(earlier, await hashOfStream(source))
  const file = await receiveFile(config.data, source, limits.fileSize)
  try {
    const layout = await inspectFile(file.path, limits.contentSize)
    return await db.inOrganisation(organisationId, async (tx) => {
      const run = await insertRun(tx, id, upload, file, layout)
      // Before the commit: an import that can be seen has its file.
      if (run !== undefined) await keepFile(config.data, id, file)
      return run ?? sameAnswer(await earlierUpload(tx, id), file.hash)
    })
  } finally {
    await dropFile(file)
  }
}

/** Refuses a request without a file. */
export const noFile = () => importErrors.IMPORT_NO_FILE('send multipart/form-data with one part named "file"')
