import { createECDH } from 'node:crypto'
import { keccak256 } from 'viem'
import type { SubjectKey } from '../../platform/crypto/index.ts'
import type { Hex } from './needs.ts'

/** A new account for a customer: the key never leaves the server in clear. */
export type HolderKey = {
  /** Address of 20 bytes. */
  readonly account: Buffer
  /** The private key under the customer's key. */
  readonly sealed: Buffer
}

const place = (customerId: string) => ({ table: 'holder', column: 'key_sealed', id: customerId })

/** Address of an account: the last 20 bytes of the Keccak-256 hash of its public key (Ethereum yellow paper, §7). */
const addressOf = (publicKey: Buffer): Buffer => Buffer.from(keccak256(publicKey.subarray(1), 'bytes').subarray(12))

/** Makes a secp256k1 key and seals it under the key of the customer. */
export const makeHolderKey = (key: SubjectKey, customerId: string): HolderKey => {
  const pair = createECDH('secp256k1')
  const publicKey = pair.generateKeys()
  // Leading zero bytes are left out by the library, but a key has 32.
  const secret = Buffer.alloc(32)
  const bytes = pair.getPrivateKey()
  bytes.copy(secret, 32 - bytes.length)
  const sealed = key.encrypt(place(customerId), secret)
  secret.fill(0)
  bytes.fill(0)
  return { account: addressOf(publicKey), sealed }
}

/** The private key of a customer's account. @throws CORRUPT_CIPHERTEXT, SUBJECT_ERASED */
export const openHolderKey = (key: SubjectKey, customerId: string, sealed: Uint8Array): Hex =>
  `0x${key.decrypt(place(customerId), sealed).toString('hex')}`
