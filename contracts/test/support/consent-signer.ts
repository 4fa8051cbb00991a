import { createHash, generateKeyPairSync, sign } from 'node:crypto'
import {
  bytesToHex,
  concat,
  encodeAbiParameters,
  getAddress,
  hashTypedData,
  keccak256,
  parseAbiParameters,
  slice,
  stringToHex,
  toHex,
  type Hex,
} from 'viem'
import { generatePrivateKey, privateKeyToAccount } from 'viem/accounts'

const types = {
  Decision: [
    { name: 'account', type: 'address' },
    { name: 'member', type: 'uint32' },
    { name: 'consent', type: 'bytes32' },
    { name: 'state', type: 'uint8' },
    { name: 'content', type: 'bytes32' },
    { name: 'validUntil', type: 'uint40' },
    { name: 'nonce', type: 'uint32' },
    { name: 'deadline', type: 'uint40' },
  ],
} as const

const orderOfP256 = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n
const sha256 = (bytes: Uint8Array): Buffer => createHash('sha256').update(bytes).digest()

/** Signs decisions for member 1, as a person with a key and as one with a passkey do. */
export const createConsentSigner = (chainId: number, verifyingContract: Hex) => {
  const domain = { name: 'Candor Consents', version: '1', chainId, verifyingContract }
  const decision = (account: Hex, state: number, nonce: number) => ({
    account,
    member: 1,
    consent: keccak256(stringToHex('consent')),
    state,
    content: keccak256(stringToHex(`content ${nonce}`)),
    validUntil: 0,
    nonce,
    deadline: 2 ** 40 - 1,
  })
  const key = privateKeyToAccount(generatePrivateKey())

  const passkey = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const jwk = passkey.publicKey.export({ format: 'jwk' })
  const [x, y] = [jwk.x, jwk.y].map((part) => toHex(Buffer.from(part ?? '', 'base64url'), { size: 32 })) as [Hex, Hex]
  const rpIdHash = sha256(Buffer.from('candor.example'))
  const passkeyAccount = getAddress(slice(keccak256(concat([bytesToHex(rpIdHash), x, y])), 12))

  return {
    key: async (state: number, nonce: number) => {
      const message = decision(key.address, state, nonce)
      return [message, await key.signTypedData({ domain, types, primaryType: 'Decision', message })] as const
    },
    passkey: async (state: number, nonce: number) => {
      const message = decision(passkeyAccount, state, nonce)
      const digest = hashTypedData({ domain, types, primaryType: 'Decision', message })
      const challenge = Buffer.from(digest.slice(2), 'hex').toString('base64url')
      const clientData = `{"type":"webauthn.get","challenge":"${challenge}","origin":"https://candor.example"}`
      const authenticatorData = Buffer.concat([rpIdHash, Buffer.from([5, 0, 0, 0, 7])])
      const signed = Buffer.concat([authenticatorData, sha256(Buffer.from(clientData))])
      const signature = sign('sha256', signed, { key: passkey.privateKey, dsaEncoding: 'ieee-p1363' })
      const s = BigInt(bytesToHex(signature.subarray(32)))
      const low = s > orderOfP256 / 2n ? orderOfP256 - s : s
      const assertion = encodeAbiParameters(parseAbiParameters('bytes32, bytes32, uint256, uint256, bytes, string'), [
        bytesToHex(signature.subarray(0, 32)),
        toHex(low, { size: 32 }),
        BigInt(clientData.indexOf('"challenge"')),
        BigInt(clientData.indexOf('"type"')),
        bytesToHex(authenticatorData),
        clientData,
      ])
      return [message, concat([x, y, assertion])] as const
    },
  }
}
