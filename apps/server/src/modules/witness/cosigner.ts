import { createHash, createPublicKey, createPrivateKey } from 'node:crypto'
import { createCosigner, type Cosigner, localHost } from '@candor/journal'
import type { Config } from '../../platform/config.ts'
import { isLoopbackHost } from '../../platform/config.ts'
import type { Database } from '../../platform/db/index.ts'

const privateHeader = Buffer.from('302e020100300506032b657004220420', 'hex')

/** First digits of the key's hash: two installations without a name of their own are not called the same. */
const markOf = (seed: Buffer): string => {
  const secret = createPrivateKey({ key: Buffer.concat([privateHeader, seed]), format: 'der', type: 'pkcs8' })
  const publicKey = createPublicKey(secret).export({ format: 'der', type: 'spki' })
  return createHash('sha256').update(publicKey).digest('hex').slice(0, 8)
}

/**
 * Signs for this installation as a witness. Its key is made once and kept wrapped by the key-management system; its name
 * follows the public address.
 */
export const openCosigner = async ({ publicUrl }: Config, { keys, owner }: Database): Promise<Cosigner> => {
  const seed = await keys.systemSecret(owner, 'witness')
  const { host, hostname } = new URL(publicUrl)
  const place = isLoopbackHost(hostname) || /^[\d.]+$|^\[/.test(hostname) ? localHost : host
  return createCosigner(`${place}/witness/${markOf(seed)}`, seed)
}
