import './native-hex.ts'
import { createKeccak } from 'hash-wasm'

const hasher = await createKeccak(256)

/** Keccak-256 as Ethereum uses it (the padding from before FIPS 202), in WebAssembly. Returns 32 new bytes. */
export const keccak256 = (bytes: Uint8Array): Uint8Array => {
  hasher.init()
  hasher.update(bytes)
  return hasher.digest('binary')
}

/** Hash of no bytes: the code hash of an account without code. */
export const EMPTY_CODE_HASH = keccak256(new Uint8Array(0))

/** Root of an empty Merkle-Patricia trie: the hash of the RLP of an empty string. */
export const EMPTY_TRIE_ROOT = keccak256(Uint8Array.of(0x80))

/** Hash of the RLP of an empty list: the "uncles" of every block since proof of stake. */
export const EMPTY_LIST_HASH = keccak256(Uint8Array.of(0xc0))
