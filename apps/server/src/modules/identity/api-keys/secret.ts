import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'

/** What a key looks like, so that a program that scans for leaked secrets knows one: `candor_`, where to look it up, the secret. */
const pattern = /^candor_([\w-]{43})_([\w-]{43})$/

const uuidOf = (bytes: Buffer): string =>
  bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
const bytesOf = (uuid: string): Buffer => Buffer.from(uuid.replaceAll('-', ''), 'hex')

/** A key, taken apart. */
export type ParsedKey = { readonly organisationId: string; readonly id: string; readonly secret: string }

/** SHA-256 of the secret part; it has 256 random bits, so nothing slower is needed. */
export const hashOf = (secret: string): Buffer => createHash('sha256').update(secret).digest()

/** A new key, and what is kept of it. */
export const newKey = (organisationId: string, id: string): { key: string; hash: Buffer; hint: string } => {
  const secret = randomBytes(32).toString('base64url')
  const where = Buffer.concat([bytesOf(organisationId), bytesOf(id)]).toString('base64url')
  return { key: `candor_${where}_${secret}`, hash: hashOf(secret), hint: secret.slice(-4) }
}

/** Takes a key apart; nothing where it is none. */
export const parseKey = (text: string): ParsedKey | undefined => {
  const [, where, secret] = pattern.exec(text) ?? []
  if (where === undefined || secret === undefined) return undefined
  const bytes = Buffer.from(where, 'base64url')
  if (bytes.length !== 32) return undefined
  return { organisationId: uuidOf(bytes.subarray(0, 16)), id: uuidOf(bytes.subarray(16)), secret }
}

/** Whether a secret is the one that was hashed. */
export const isSecret = (secret: string, hash: Buffer): boolean => timingSafeEqual(hashOf(secret), hash)
