import secp256k1 from 'secp256k1'

/** Turns the `v` of a signature into 0 or 1; `chainId` is given for EIP-155 signatures only. */
const recoveryId = (v: bigint, chainId: bigint | undefined): number => {
  if (v === 0n || v === 1n) return Number(v)
  const id = chainId === undefined ? v - 27n : v - (chainId * 2n + 35n)
  if (id !== 0n && id !== 1n) throw new RangeError('Invalid signature v value')
  return Number(id)
}

/**
 * Recovers the public key that signed a hash (SEC 1 §4.1.6), through libsecp256k1.
 *
 * @param messageHash - 32 bytes
 * @param v - recovery value: 0 or 1, 27 or 28, or with EIP-155 twice the chain id plus 35 or 36
 * @param r - up to 32 bytes, big-endian
 * @param s - up to 32 bytes, big-endian
 * @param chainId - given when `v` follows EIP-155
 * @returns the 64 bytes of the public key (x, then y)
 * @throws when no key can have made the signature
 */
export const recoverPublicKey = (
  messageHash: Uint8Array,
  v: bigint,
  r: Uint8Array,
  s: Uint8Array,
  chainId?: bigint,
): Uint8Array => {
  const signature = new Uint8Array(64)
  signature.set(r, 32 - r.length)
  signature.set(s, 64 - s.length)
  return secp256k1.ecdsaRecover(signature, recoveryId(v, chainId), messageHash, false).slice(1)
}
