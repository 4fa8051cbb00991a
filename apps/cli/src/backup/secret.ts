import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Secret } from '@candor/server/platform/backup/index'
import { usageError } from '../errors.ts'
import type { Io } from '../io.ts'

/** Options by which a person gives the secret of a backup. */
export const secretOptions = {
  'passphrase-file': { type: 'string', value: 'file', help: 'file whose first line is the passphrase' },
  'key-file': { type: 'string', value: 'file', help: 'file with a key of 32 bytes as 64 hexadecimal digits' },
} as const

type Given = { readonly 'passphrase-file'?: string; readonly 'key-file'?: string }

const readText = (path: string, cwd: string): string => {
  try {
    return readFileSync(resolve(cwd, path), 'utf8')
  } catch (error) {
    throw usageError(`The file ${path} cannot be read: ${(error as Error).message}.`, 'Check the path and its rights.')
  }
}

const keyFrom = (text: string, path: string): Secret => {
  const digits = text.trim()
  if (/^[0-9a-fA-F]{64}$/.test(digits)) return { kind: 'key', key: Buffer.from(digits, 'hex') }
  throw usageError(
    `${path} does not hold a backup key.`,
    'A key is 64 hexadecimal digits: openssl rand -hex 32 > backup.key',
  )
}

/**
 * The secret of a backup: from a key file, a passphrase file, `CANDOR_CLI_PASSPHRASE`, or typed.
 * @param twice ask again, so that a slip of the finger does not lock the backup for good
 */
export const secretFrom = async (given: Given, io: Io, twice: boolean): Promise<Secret> => {
  const { 'passphrase-file': passphraseFile, 'key-file': keyFile } = given
  if (passphraseFile !== undefined && keyFile !== undefined) {
    throw usageError('A backup has one secret, and two were given.', 'Give either --passphrase-file or --key-file.')
  }
  if (keyFile !== undefined) return keyFrom(readText(keyFile, io.cwd), keyFile)
  if (passphraseFile !== undefined) {
    return { kind: 'passphrase', passphrase: readText(passphraseFile, io.cwd).split(/\r?\n/)[0] ?? '' }
  }
  const fromEnvironment = io.env['CANDOR_CLI_PASSPHRASE']
  if (fromEnvironment !== undefined) return { kind: 'passphrase', passphrase: fromEnvironment }
  const passphrase = await io.secret('Passphrase of the backup: ')
  if (twice && (await io.secret('The same again: ')) !== passphrase) {
    throw usageError('The two passphrases differ.', 'Try again.')
  }
  return { kind: 'passphrase', passphrase }
}
