import { deriveKey, open, seal } from '../../platform/crypto/cipher.ts'
import type { Tx } from '../../platform/db/index.ts'

const keyFor = async (tx: Tx, use: string): Promise<Buffer> => deriveKey(await tx.keys.sealKey(tx), use)

/** Encrypts JSON that may hold what somebody typed, such as a name that was searched for, under the organisation's key. */
export const sealJson = async (tx: Tx, use: string, id: string, value: unknown): Promise<Buffer> =>
  seal(await keyFor(tx, use), `${use} ${id}`, Buffer.from(JSON.stringify(value)))

/** Opens what {@link sealJson} closed. */
export const openJson = async <Value>(tx: Tx, use: string, id: string, sealed: Buffer): Promise<Value> =>
  JSON.parse(open(await keyFor(tx, use), `${use} ${id}`, sealed).toString()) as Value
