import { createHash, randomBytes } from 'node:crypto'
import { isUuid } from '../../../platform/ids.ts'

const uuidBytes = 16
const secretBytes = 32

/** What the link of an invitation holds: where the invitation is, and the secret that opens it. */
export type LinkToken = { readonly organisationId: string; readonly id: string; readonly secret: Buffer }

const bytesOf = (uuid: string): Buffer => Buffer.from(uuid.replaceAll('-', ''), 'hex')
const uuidOf = (bytes: Buffer): string =>
  bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')

/** A token with a fresh secret. */
export const newToken = (organisationId: string, id: string): LinkToken => ({
  organisationId,
  id,
  secret: randomBytes(secretBytes),
})

/** SHA-256 of the secret: all that is stored of it. */
export const hashOf = ({ secret }: LinkToken): Buffer => createHash('sha256').update(secret).digest()

export const writeToken = ({ organisationId, id, secret }: LinkToken): string =>
  Buffer.concat([bytesOf(organisationId), bytesOf(id), secret]).toString('base64url')

/** Undoes {@link writeToken}. @returns undefined for what is no token */
export const readToken = (text: string): LinkToken | undefined => {
  const bytes = Buffer.from(text, 'base64url')
  if (bytes.length !== 2 * uuidBytes + secretBytes) return undefined
  const organisationId = uuidOf(bytes.subarray(0, uuidBytes))
  const id = uuidOf(bytes.subarray(uuidBytes, 2 * uuidBytes))
  if (!isUuid(organisationId) || !isUuid(id)) return undefined
  return { organisationId, id, secret: bytes.subarray(2 * uuidBytes) }
}
