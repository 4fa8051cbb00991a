import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { Transform, type Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { importErrors } from './errors.ts'

/** Where uploaded files wait: a folder that only the server's user may enter. */
const folderOf = (data: string): string => join(data, 'imports')

/** Path of an uploaded file. */
export const filePath = (data: string, importId: string): string => join(folderOf(data), importId)

const syncFolder = async (path: string): Promise<void> => {
  const folder = await open(path, 'r')
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}

/**
 * Writes a file to disk as it arrives, without holding it in memory. It stands under its name only when it is whole
 * and durable.
 * @param maximumSize most bytes
 * @returns size and SHA-256 (lower case hex)
 * @throws IMPORT_FILE_TOO_LARGE, IMPORT_EMPTY_FILE, and whatever breaks the upload; then nothing stays
 */
export const storeFile = async (
  data: string,
  importId: string,
  source: Readable,
  maximumSize: number,
): Promise<{ size: number; hash: string }> => {
  const folder = folderOf(data)
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const path = filePath(data, importId)
  const arriving = `${path}.part`
  const hash = createHash('sha256')
  let size = 0
  const measure = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      size += chunk.length
      if (size > maximumSize) {
        done(importErrors.IMPORT_FILE_TOO_LARGE(`files may have at most ${maximumSize} bytes`))
        return
      }
      hash.update(chunk)
      done(null, chunk)
    },
  })
  try {
    await pipeline(source, measure, createWriteStream(arriving, { flags: 'w', mode: 0o600, flush: true }))
    if (size === 0) throw importErrors.IMPORT_EMPTY_FILE('the file holds no bytes')
    await rename(arriving, path)
    await syncFolder(folder)
    return { size, hash: hash.digest('hex') }
  } catch (error) {
    await rm(arriving, { force: true })
    throw error
  }
}

/** Deletes an uploaded file, if it is still there. */
export const deleteFile = async (data: string, importId: string): Promise<void> =>
  rm(filePath(data, importId), { force: true })

const old = 24 * 60 * 60_000

/**
 * Deletes files that nobody needs: uploads that broke off, and files older than a day whose import is not waiting.
 * @param isNeeded whether the import of a file still has to read it
 */
export const sweepFiles = async (data: string, isNeeded: (importId: string) => Promise<boolean>): Promise<void> => {
  const names = await readdir(folderOf(data)).catch(() => [])
  for (const name of names) {
    const path = join(folderOf(data), name)
    const age = Date.now() - (await stat(path)).mtimeMs
    const isPart = name.endsWith('.part')
    if (age > old && (isPart || !(await isNeeded(name)))) await rm(path, { force: true })
  }
}
