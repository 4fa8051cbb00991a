import { slice, type Hex } from 'viem'
import { generatePrivateKey, privateKeyToAccount } from 'viem/accounts'

/** A key of a validator or a company. */
export type NetworkKey = {
  readonly privateKey: Hex
  /** Lower-case address. */
  readonly address: Hex
  /** Uncompressed public key without its first byte, 64 bytes: what names a node to the others. */
  readonly publicKey: Hex
}

/** The key of a private key. */
export const keyOf = (privateKey: Hex): NetworkKey => {
  const account = privateKeyToAccount(privateKey)
  return {
    privateKey,
    address: account.address.toLowerCase() as Hex,
    publicKey: slice(account.publicKey, 1),
  }
}

/** A key that nobody has. */
export const newKey = (): NetworkKey => keyOf(generatePrivateKey())

/** Port on which nodes talk with each other. */
export const peerPort = 30303
/** Port on which a node answers its own company. */
export const rpcPort = 8545

/** The name and address by which other nodes find a node. */
export const enodeOf = ({ publicKey }: Pick<NetworkKey, 'publicKey'>, host: string, port = peerPort): string =>
  `enode://${publicKey.slice(2)}@${host}:${port}`
