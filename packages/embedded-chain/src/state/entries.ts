import { EMPTY_BYTES } from '../bytes/bytes.ts'
import type { AccountValue } from './account.ts'

/**
 * A storage slot in memory. Values have no leading zeros; zero is no bytes.
 */
export class SlotEntry {
  readonly key: string
  /** Keccak-256 of the key: where the slot lies in the storage trie. Worked out when it is first needed. */
  hash: Uint8Array | undefined
  /** Value in the last published block. */
  committed: Uint8Array
  /** Value in the last sealed block, which is being stored. */
  sealed: Uint8Array
  /** Value now, in the middle of a block. */
  current: Uint8Array
  /** Value at the start of the transaction numbered {@link originalAt}: EIP-2200 prices a write by it. */
  original: Uint8Array = EMPTY_BYTES
  originalAt = 0
  /** The last transaction that looked at it: looking again costs less (EIP-2929). */
  warmAt = 0

  constructor(key: string, hash: Uint8Array | undefined, committed: Uint8Array) {
    this.key = key
    this.hash = hash
    this.committed = committed
    this.sealed = committed
    this.current = committed
  }
}

/** An account in memory, with those of its slots that were looked at. `null` means that there is no such account. */
export class AccountEntry {
  readonly key: string
  readonly address: Uint8Array
  /** Keccak-256 of the address: where the account lies in the state trie. */
  readonly hash: Uint8Array
  committed: AccountValue | null
  sealed: AccountValue | null
  current: AccountValue | null
  readonly slots = new Map<string, SlotEntry>()
  /** Slots written in this block; a write that was undone may leave its slot here, unchanged. */
  readonly written = new Set<SlotEntry>()

  constructor(key: string, address: Uint8Array, hash: Uint8Array, committed: AccountValue | null) {
    this.key = key
    this.address = address
    this.hash = hash
    this.committed = committed
    this.sealed = committed
    this.current = committed
  }
}

/** What a sealed block made of an account, and of those of its slots that it wrote. */
export interface SealedChange {
  readonly entry: AccountEntry
  readonly value: AccountValue | null
  readonly slots: readonly { readonly slot: SlotEntry; readonly value: Uint8Array }[]
}

/** Where a state looks for what it does not hold. All answers come at once, without waiting. */
export interface StateSource {
  account(address: Uint8Array, addressHash: Uint8Array): AccountValue | null
  /** A slot of an account that has storage, without leading zeros. */
  slot(account: AccountKey, key: Uint8Array, keyHash: Uint8Array): Uint8Array
  /** The code with this hash, which some account has. */
  code(codeHash: Uint8Array): Uint8Array
}

export type AccountKey = Pick<AccountEntry, 'key' | 'hash'>
