import { createWriteStream } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { resolve } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { failure } from '../errors.ts'

/**
 * Writes a file from its lines. It is there whole or not at all, also when the command is ended meanwhile.
 * @param path as it was given
 * @param code of the error when it cannot be written
 */
export const writeWhole = async (path: string, cwd: string, lines: Iterable<string>, code: string): Promise<void> => {
  const target = resolve(cwd, path)
  const unfinished = `${target}.${process.pid}.part`
  try {
    await pipeline(Readable.from(lines), createWriteStream(unfinished, { mode: 0o600 }))
    await rename(unfinished, target)
  } catch (error) {
    await rm(unfinished, { force: true })
    throw failure(
      code,
      `${path} cannot be written: ${(error as Error).message}.`,
      'Give another file with --out.',
      error,
    )
  }
}
