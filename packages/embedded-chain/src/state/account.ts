import { RLP } from '@ethereumjs/rlp'
import { equalBytes, minimalBytes, toBigInt } from '../bytes/bytes.ts'
import { EMPTY_CODE_HASH, EMPTY_TRIE_ROOT } from '../crypto/keccak.ts'

/** An account as the state trie holds it. Never changed in place: a write makes a new one. */
export interface AccountValue {
  readonly nonce: bigint
  /** In wei. */
  readonly balance: bigint
  readonly storageRoot: Uint8Array
  readonly codeHash: Uint8Array
}

export const newAccount = (balance: bigint): AccountValue => ({
  nonce: 0n,
  balance,
  storageRoot: EMPTY_TRIE_ROOT,
  codeHash: EMPTY_CODE_HASH,
})

/** Whether there is nothing that could get lost: no balance, no code, and nothing ever sent (EIP-161). */
export const isEmptyAccount = (account: AccountValue | null): boolean =>
  account === null || (account.nonce === 0n && account.balance === 0n && equalBytes(account.codeHash, EMPTY_CODE_HASH))

/** RLP of an account: the value of its leaf in the state trie (Yellow Paper §4.1). */
export const encodeAccount = (account: AccountValue): Uint8Array =>
  RLP.encode([minimalBytes(account.nonce), minimalBytes(account.balance), account.storageRoot, account.codeHash])

/**
 * Reads what {@link encodeAccount} wrote.
 *
 * @throws TypeError when the bytes are no account
 */
export const decodeAccount = (encoded: Uint8Array): AccountValue => {
  const fields = RLP.decode(encoded)
  if (!Array.isArray(fields) || fields.length !== 4) throw new TypeError('account: expected a list of 4 fields')
  const [nonce, balance, storageRoot, codeHash] = fields as [Uint8Array, Uint8Array, Uint8Array, Uint8Array]
  return { nonce: toBigInt(nonce), balance: toBigInt(balance), storageRoot, codeHash }
}
