import { createHash, randomBytes } from 'node:crypto'
import { isUuid } from '../../../platform/ids.ts'

const prefix = 'cw_'
const secretBytes = 20

/** A new write key: the organisation it belongs to, so that it can be looked up there, and a secret of 160 bits. */
export const newWriteKey = (organisationId: string): string =>
  prefix +
  Buffer.concat([Buffer.from(organisationId.replaceAll('-', ''), 'hex'), randomBytes(secretBytes)]).toString(
    'base64url',
  )

/** All that is stored of a key. */
export const hashOfKey = (key: string): Buffer => createHash('sha256').update(key).digest()

/** The end of a key, by which people tell keys apart. */
export const hintOf = (key: string): string => key.slice(-4)

/** Whose key it is. @returns undefined for what is no write key */
export const organisationOfKey = (key: string): string | undefined => {
  if (!key.startsWith(prefix) || key.length !== prefix.length + 48) return undefined
  const bytes = Buffer.from(key.slice(prefix.length), 'base64url')
  const id = bytes.toString('hex', 0, 16).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
  return bytes.length === 36 && isUuid(id) ? id : undefined
}
