import { createHmac, hkdfSync, scrypt, timingSafeEqual } from 'node:crypto'
import { BackupError } from '../errors.ts'

/** What locks an archive: words that a person remembers, or 32 random bytes from a file. */
export type Secret =
  | { readonly kind: 'passphrase'; readonly passphrase: string }
  | { readonly kind: 'key'; readonly key: Buffer }

/** How the header says that the archive is locked. */
export type Lock =
  | { readonly by: 'passphrase'; readonly scrypt: { readonly n: number; readonly r: number; readonly p: number } }
  | { readonly by: 'key' }

/** 128 MiB and about half a second a guess: scrypt (RFC 7914) with N = 2^17. */
const cost = { n: 2 ** 17, r: 8, p: 1 }
/** Refuses headers that would make this machine work without end. */
const highestMemory = 1024 ** 3
const shortestPassphrase = 10

/** The lock that a secret makes. @throws BACKUP_KEY_UNFIT when it is too short to protect anything */
export const lockFor = (secret: Secret): Lock => {
  if (secret.kind === 'key') {
    if (secret.key.length !== 32) {
      throw new BackupError(
        'BACKUP_KEY_UNFIT',
        `A backup key is 32 bytes (64 hexadecimal digits); this one has ${secret.key.length}.`,
        'Make one with: openssl rand -hex 32 > backup.key',
      )
    }
    return { by: 'key' }
  }
  if (Array.from(secret.passphrase).length < shortestPassphrase) {
    throw new BackupError(
      'BACKUP_KEY_UNFIT',
      `The passphrase is shorter than ${shortestPassphrase} characters.`,
      'Take several words that do not belong together, or use a key file.',
    )
  }
  return { by: 'passphrase', scrypt: cost }
}

const stretched = async (passphrase: string, salt: Uint8Array, { n, r, p }: typeof cost): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    scrypt(passphrase.normalize('NFKC'), salt, 32, { N: n, r, p, maxmem: highestMemory + 2 ** 20 }, (error, key) =>
      error === null ? resolve(key) : reject(error),
    )
  })

/**
 * The 32 bytes from which an archive's keys come.
 * @throws BACKUP_WRONG_KEY when the archive is locked the other way
 * @throws BACKUP_DAMAGED when its header asks for an impossible stretching
 */
export const rootKey = async (secret: Secret, lock: Lock, salt: Uint8Array): Promise<Buffer> => {
  const kind = lock.by
  if (secret.kind !== kind) {
    const wanted = kind === 'key' ? 'a key file (--key-file)' : 'a passphrase (--passphrase-file, or typed)'
    throw new BackupError(
      'BACKUP_WRONG_KEY',
      `This backup is locked with ${wanted}.`,
      'Give the secret it was made with.',
    )
  }
  if (secret.kind === 'key' || lock.by === 'key') return secret.kind === 'key' ? secret.key : Buffer.alloc(0)
  const { n, r, p } = lock.scrypt
  const sane = [n, r, p].every((value) => Number.isSafeInteger(value) && value > 0) && 128 * n * r * p <= highestMemory
  if (!sane || (n & (n - 1)) !== 0) {
    throw new BackupError(
      'BACKUP_DAMAGED',
      'The header of the backup names an impossible scrypt cost.',
      'Use another copy.',
    )
  }
  return stretched(secret.passphrase, salt, lock.scrypt)
}

/** A few bytes in the header by which a wrong secret is told from a damaged file. */
export const checkOf = (root: Uint8Array, salt: Uint8Array): string =>
  createHmac('sha256', root).update('candor-backup check').update(salt).digest().subarray(0, 8).toString('hex')

/** @throws BACKUP_WRONG_KEY */
export const assertCheck = (root: Uint8Array, salt: Uint8Array, check: string): void => {
  const expected = Buffer.from(checkOf(root, salt))
  const given = Buffer.from(check)
  if (expected.length === given.length && timingSafeEqual(expected, given)) return
  throw new BackupError(
    'BACKUP_WRONG_KEY',
    'The passphrase or key does not open this backup.',
    'Give the one that the backup was made with; there is no way around it.',
  )
}

/** The key of the contents. It depends on every byte of the header, so that none can be changed unnoticed. */
export const contentKey = (root: Uint8Array, salt: Uint8Array, header: Uint8Array): Buffer => {
  const info = Buffer.concat([Buffer.from('candor-backup contents\0'), header])
  // HKDF (RFC 5869) takes at most 1024 bytes of info in Node, so a long header enters by its hash.
  const short = createHmac('sha256', 'candor-backup header').update(info).digest()
  return Buffer.from(hkdfSync('sha256', root, salt, short, 32))
}
