import { mkdir, readdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { CliError, failure } from '../errors.ts'
import type { KitFile } from './files.ts'

const found = async (folder: string): Promise<readonly string[]> => {
  try {
    return await readdir(folder)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw failure('NETWORK_FOLDER', `${folder} cannot be read.`, 'Name a folder that you may write to.', error)
  }
}

/**
 * Writes a kit into a new or empty folder. Secrets can be read by their owner only; nothing is ever written over, because
 * a lost key is a lost validator.
 * @throws CliError NETWORK_EXISTS when there is something in the folder
 */
export const writeKit = async (folder: string, files: readonly KitFile[]): Promise<void> => {
  if ((await found(folder)).length > 0) {
    throw new CliError(
      'NETWORK_EXISTS',
      `There is something in ${folder} already: nothing was written.`,
      'Name a folder that is new or empty. Keys that are in use must never be written over.',
    )
  }
  for (const { path, text, secret } of files) {
    const target = join(folder, path)
    await mkdir(dirname(target), { recursive: true, mode: 0o700 })
    await writeFile(target, text, { mode: secret ? 0o600 : 0o644, flag: 'wx' })
  }
}
