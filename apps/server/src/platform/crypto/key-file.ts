import { randomBytes } from 'node:crypto'
import {
  closeSync,
  fstatSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  writeSync,
} from 'node:fs'
import { dirname } from 'node:path'
import { StartError } from '../start-error.ts'
import { open, seal } from './cipher.ts'
import { contextText, type KeyManagement } from './key-management.ts'

const keyPattern = /^candor-master-key-1:([0-9a-f]{64})\n?$/

/** Makes the file whole or not at all, and never over one that is there. */
const create = (path: string): void => {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
  const making = `${path}.${process.pid}`
  const file = openSync(making, 'wx', 0o600)
  try {
    writeSync(file, `candor-master-key-1:${randomBytes(32).toString('hex')}\n`)
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
  try {
    linkSync(making, path)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  } finally {
    rmSync(making)
  }
  const folder = openSync(dirname(path), 'r')
  fsyncSync(folder)
  closeSync(folder)
}

const read = (path: string): Buffer => {
  const file = openSync(path, 'r')
  try {
    const { mode, uid } = fstatSync(file)
    if (process.platform !== 'win32' && (mode & 0o077) !== 0) {
      throw new StartError(
        `The master key ${path} can be read by others (mode ${(mode & 0o777).toString(8)}).`,
        `Run: chmod 600 ${path} – and if others may have read it, treat every stored secret as known to them.`,
      )
    }
    const self = process.getuid?.()
    if (self !== undefined && self !== 0 && uid !== self) {
      throw new StartError(
        `The master key ${path} belongs to another user.`,
        'Start Candor as the owner of its data folder.',
      )
    }
    const key = keyPattern.exec(readFileSync(file, 'utf8'))?.[1]
    if (key === undefined) {
      throw new StartError(
        `The file ${path} is not a master key.`,
        'Put the right file back from your backup of keys. Without it nothing stored can be read.',
      )
    }
    return Buffer.from(key, 'hex')
  } finally {
    closeSync(file)
  }
}

/**
 * Key management by one file: 32 random bytes, readable by its owner only.
 * @param path the file; made on first use when `mayCreate`
 * @param mayCreate false where data already exists, so that a lost key is noticed rather than replaced
 * @throws StartError when it is missing, open to others, or no key
 */
export const fileKeyManagement = (path: string, mayCreate: boolean): KeyManagement => {
  let key: Buffer
  try {
    key = read(path)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
    if (!mayCreate) {
      throw new StartError(
        `The master key ${path} is missing, but the database holds data that only it opens.`,
        'Put the file back from your backup of keys, or set CANDOR_MASTER_KEY_FILE to where it is.',
        error,
      )
    }
    create(path)
    key = read(path)
  }
  return {
    wrap: async (plain, context) => seal(key, contextText(context), plain),
    unwrap: async (wrapped, context) => open(key, contextText(context), wrapped),
  }
}
