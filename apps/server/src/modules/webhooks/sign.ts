import { createHmac, createPrivateKey, generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto'

/** What signs for one endpoint: a shared secret and a key pair, so that its receiver may check either. */
export type SigningKeys = {
  /** 32 random bytes, base64. */
  readonly secret: string
  /** Ed25519 (RFC 8032) as in RFC 8037: private and public part, base64url. */
  readonly d: string
  readonly x: string
}

/** New keys from the system's randomness. */
export const newKeys = (): SigningKeys => {
  const { d = '', x = '' } = generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' })
  return { secret: randomBytes(32).toString('base64'), d, x }
}

/** The shared secret as receivers are given it: `whsec_` and base64. */
export const secretText = ({ secret }: SigningKeys): string => `whsec_${secret}`

/** The public key as receivers are given it: `whpk_` and base64 of its 32 bytes. */
export const publicText = ({ x }: SigningKeys): string => `whpk_${Buffer.from(x, 'base64url').toString('base64')}`

/** Keys made ready for many signatures. */
export type Signer = { readonly secret: Buffer; readonly privateKey: KeyObject }

export const signerOf = ({ secret, d, x }: SigningKeys): Signer => ({
  secret: Buffer.from(secret, 'base64'),
  privateKey: createPrivateKey({ format: 'jwk', key: { kty: 'OKP', crv: 'Ed25519', d, x } }),
})

/**
 * The three headers of Standard Webhooks 1.0. Every signer gives a signature of each scheme, `v1` (HMAC-SHA256) and `v1a`
 * (Ed25519); receivers take whichever they can check.
 * @param signers the keys of today first
 * @param id the message's id, the same on every try
 * @param at moment of this try, in milliseconds
 * @param body exactly what is sent
 */
export const signedHeaders = (
  signers: readonly Signer[],
  id: string,
  at: number,
  body: Buffer,
): Readonly<Record<string, string>> => {
  const timestamp = String(Math.floor(at / 1000))
  const content = Buffer.concat([Buffer.from(`${id}.${timestamp}.`), body])
  const signatures = signers.flatMap(({ secret, privateKey }) => [
    `v1,${createHmac('sha256', secret).update(content).digest('base64')}`,
    `v1a,${sign(null, content, privateKey).toString('base64')}`,
  ])
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signatures.join(' ') }
}
