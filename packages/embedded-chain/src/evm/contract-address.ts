import { RLP } from '@ethereumjs/rlp'
import { minimalBytes } from '../bytes/bytes.ts'
import { keccak256 } from '../crypto/keccak.ts'

/** The address of the contract that `sender`'s transaction with this nonce creates (Yellow Paper §7). */
export const contractAddress = (sender: Uint8Array, nonce: bigint): Uint8Array =>
  keccak256(RLP.encode([sender, minimalBytes(nonce)])).slice(12)
