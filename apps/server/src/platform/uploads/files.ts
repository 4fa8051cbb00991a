import { createHash, randomUUID } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { Transform, type Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { fileErrors } from './errors.ts'

/** Where uploaded files of one kind wait: a folder that only the server's user may enter. */
export const uploadFolder = (data: string, kind: string): string => join(data, kind)

/** Path of an uploaded file. @param id of the import that it belongs to */
export const filePath = (folder: string, id: string): string => join(folder, id)

const syncFolder = async (path: string): Promise<void> => {
  const folder = await open(path, 'r')
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}

/** A file that has arrived, and does not stand under its name yet. */
export type ArrivedFile = {
  readonly path: string
  readonly size: number
  /** SHA-256 in lower case hex. */
  readonly hash: string
}

/**
 * Writes a file to disk as it arrives, without holding it in memory.
 * @param maximumSize most bytes
 * @returns the file, whole and durable, for {@link keepFile} or {@link dropFile}
 * @throws IMPORT_FILE_TOO_LARGE, IMPORT_EMPTY_FILE, and whatever breaks the upload; then nothing stays
 */
export const receiveFile = async (folder: string, source: Readable, maximumSize: number): Promise<ArrivedFile> => {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const path = join(folder, `${randomUUID()}.part`)
  const hash = createHash('sha256')
  let size = 0
  const measure = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      size += chunk.length
      if (size > maximumSize) {
        done(fileErrors.IMPORT_FILE_TOO_LARGE(`files may have at most ${maximumSize} bytes`))
        return
      }
      hash.update(chunk)
      done(null, chunk)
    },
  })
  try {
    await pipeline(source, measure, createWriteStream(path, { flags: 'wx', mode: 0o600, flush: true }))
    if (size === 0) throw fileErrors.IMPORT_EMPTY_FILE('the file holds no bytes')
    return { path, size, hash: hash.digest('hex') }
  } catch (error) {
    await rm(path, { force: true })
    throw error
  }
}

/** Gives a file that has arrived the name of its import, durably. */
export const keepFile = async (folder: string, id: string, { path }: ArrivedFile): Promise<void> => {
  await rename(path, filePath(folder, id))
  await syncFolder(folder)
}

/** Deletes a file that has arrived and is not wanted; one that was kept stays. */
export const dropFile = async ({ path }: ArrivedFile): Promise<void> => rm(path, { force: true })

/** Deletes an uploaded file, if it is still there. */
export const deleteFile = async (folder: string, id: string): Promise<void> => rm(filePath(folder, id), { force: true })

const old = 24 * 60 * 60_000

/**
 * Deletes files that nobody needs: uploads that broke off, and files older than a day whose import is not waiting.
 * @param isNeeded whether the import of a file still has to read it
 */
export const sweepFiles = async (folder: string, isNeeded: (id: string) => Promise<boolean>): Promise<void> => {
  const names = await readdir(folder).catch(() => [])
  for (const name of names) {
    const path = join(folder, name)
    const age = Date.now() - (await stat(path)).mtimeMs
    const isPart = name.endsWith('.part')
    if (age > old && (isPart || !(await isNeeded(name)))) await rm(path, { force: true })
  }
}
