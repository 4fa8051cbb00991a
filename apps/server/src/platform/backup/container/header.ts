import { randomBytes } from 'node:crypto'
import { BackupError } from '../errors.ts'
import { assertCheck, checkOf, contentKey, lockFor, rootKey, type Lock, type Secret } from './secret.ts'

const magic = 'candor-backup/1'
const longest = 4096
const newline = 0x0a

type Header = {
  readonly createdAt: string
  readonly lock: Lock
  /** 32 random bytes, base64: makes the keys of this file unlike those of any other. */
  readonly salt: string
  readonly check: string
}

const notABackup = (why: string): BackupError =>
  new BackupError(
    'BACKUP_NOT_A_BACKUP',
    `This file is not a Candor backup: ${why}.`,
    'Give the file that "candor backup" wrote.',
  )

/** A fresh header, as the bytes that open the file, and the key of the contents that follow. */
export const makeHeader = async (secret: Secret, now: Date): Promise<{ bytes: Buffer; key: Buffer }> => {
  const lock = lockFor(secret)
  const salt = randomBytes(32)
  const root = await rootKey(secret, lock, salt)
  const header: Header = {
    createdAt: now.toISOString(),
    lock,
    salt: salt.toString('base64'),
    check: checkOf(root, salt),
  }
  const bytes = Buffer.from(`${magic}\n${JSON.stringify(header)}\n`)
  return { bytes, key: contentKey(root, salt, bytes) }
}

/** The two header lines at the start of a file. @throws BACKUP_NOT_A_BACKUP */
export const headerBytes = (start: Buffer): Buffer => {
  if (!start.subarray(0, magic.length + 1).equals(Buffer.from(`${magic}\n`))) {
    throw notABackup(start.length === 0 ? 'it is empty' : 'it does not begin like one')
  }
  const end = start.subarray(0, longest).indexOf(newline, magic.length + 1)
  if (end === -1) throw notABackup('its header has no end')
  return start.subarray(0, end + 1)
}

const isText = (value: unknown): value is string => typeof value === 'string'

const parse = (bytes: Buffer): Header => {
  try {
    const { createdAt, lock, salt, check } = JSON.parse(
      bytes.toString('utf8').slice(magic.length + 1),
    ) as Partial<Header>
    const known = lock?.by === 'key' || (lock?.by === 'passphrase' && typeof lock.scrypt === 'object')
    if (isText(createdAt) && isText(salt) && isText(check) && known) return { createdAt, lock, salt, check }
  } catch {
    // falls through to the one message
  }
  throw notABackup('its header cannot be read')
}

/**
 * Opens a header with the secret.
 * @param bytes what {@link headerBytes} cut off
 * @throws BACKUP_NOT_A_BACKUP, BACKUP_WRONG_KEY
 */
export const openHeader = async (bytes: Buffer, secret: Secret): Promise<{ key: Buffer; createdAt: string }> => {
  const { createdAt, lock, salt, check } = parse(bytes)
  const saltBytes = Buffer.from(salt, 'base64')
  const root = await rootKey(secret, lock, saltBytes)
  assertCheck(root, saltBytes, check)
  return { key: contentKey(root, saltBytes, bytes), createdAt }
}
