import { RLP } from '@ethereumjs/rlp'
import { equalBytes, fromMapKey, mapKey } from '../bytes/bytes.ts'
import { EMPTY_TRIE_ROOT, keccak256 } from '../crypto/keccak.ts'
import { encodeAccount } from './account.ts'
import { sealRecord } from './cache/checked.ts'
import { accountKey, accountNodeKey, codeKey, slotKey, slotNodeKey } from './cache/keys.ts'
import type { CacheChange, StateCache } from './cache/state-cache.ts'
import type { AccountEntry, SlotEntry } from './entries.ts'
import type { JournaledState } from './journaled-state.ts'
import { nibblesOf } from './trie/nibbles.ts'
import { Trie } from './trie/trie.ts'

/** Nodes kept in memory over all tries, leaves not counted. */
const MAX_LOADED = 60_000
/** Subtrees that the last so many blocks did not touch are let go of first. */
const KEEP_BLOCKS = 4
/** Storage tries kept open. */
const MAX_STORAGE_TRIES = 256

/** The state trie and the storage tries below it: they turn what a block wrote into a root and into cache changes. */
export class Tries {
  readonly #cache: StateCache
  readonly #accounts: Trie
  /** In order of use, the latest last. */
  readonly #storage = new Map<string, Trie>()

  constructor(cache: StateCache, stateRoot: Uint8Array) {
    this.#cache = cache
    this.#accounts = new Trie({ read: (path) => cache.read(accountNodeKey(path)) }, stateRoot)
  }

  /**
   * Brings the tries up to the state and works out its root.
   *
   * @param changes - takes the changes to the cache
   */
  apply(state: JournaledState, changes: CacheChange[]): Uint8Array {
    for (const entry of state.written) this.#applyAccount(entry, changes)
    for (const [hash, code] of state.newCodes) changes.push([codeKey(fromMapKey(hash)), code])
    return this.#accounts.commit((path, encoded) => changes.push([accountNodeKey(path), encoded]))
  }

  #applyAccount(entry: AccountEntry, changes: CacheChange[]): void {
    if (entry.current === null) {
      if (entry.sealed === null) return
      this.#storage.delete(entry.key)
      this.#accounts.delete(nibblesOf(entry.hash))
      changes.push([accountKey(entry.hash), null])
      return
    }
    const storageRoot = this.#applyStorage(entry, changes)
    if (storageRoot !== undefined) entry.current = { ...entry.current, storageRoot }
    if (entry.current === entry.sealed) return
    const encoded = encodeAccount(entry.current)
    const key = accountKey(entry.hash)
    this.#accounts.put(nibblesOf(entry.hash), encoded)
    changes.push([key, sealRecord(key, encoded)])
  }

  /** The new storage root of an account, if any slot has changed. */
  #applyStorage(entry: AccountEntry, changes: CacheChange[]): Uint8Array | undefined {
    let trie: Trie | undefined
    for (const slot of entry.written) {
      if (equalBytes(slot.current, slot.sealed)) continue
      trie ??= this.#storageTrie(entry.key, entry.hash, entry.sealed?.storageRoot)
      this.#applySlot(trie, entry, slot, changes)
    }
    return trie?.commit((path, encoded) => changes.push([slotNodeKey(entry.hash, path), encoded]))
  }

  #applySlot(trie: Trie, entry: AccountEntry, slot: SlotEntry, changes: CacheChange[]): void {
    slot.hash ??= keccak256(fromMapKey(slot.key))
    const path = nibblesOf(slot.hash)
    const key = slotKey(entry.hash, slot.hash)
    if (slot.current.length === 0) {
      trie.delete(path)
      changes.push([key, null])
    } else {
      trie.put(path, RLP.encode(slot.current))
      changes.push([key, sealRecord(key, slot.current)])
    }
  }

  #storageTrie(key: string, accountHash: Uint8Array, root: Uint8Array | undefined): Trie {
    const known = this.#storage.get(key)
    const trie = known ?? new Trie({ read: (path) => this.#cache.read(slotNodeKey(accountHash, path)) }, root)
    this.#storage.delete(key)
    this.#storage.set(key, trie)
    return trie
  }

  /** Proof of an account or of its absence (EIP-1186). Only between blocks. */
  proveAccount(address: Uint8Array): Uint8Array[] {
    return this.#accounts.prove(nibblesOf(keccak256(address)))
  }

  /** Proof of a slot, or of its being zero, under the storage root of an account. Only between blocks. */
  proveSlot(address: Uint8Array, storageRoot: Uint8Array, slot: Uint8Array): Uint8Array[] {
    if (equalBytes(storageRoot, EMPTY_TRIE_ROOT)) return []
    const trie = this.#storageTrie(mapKey(address), keccak256(address), storageRoot)
    return trie.prove(nibblesOf(keccak256(slot)))
  }

  get #loaded(): number {
    let loaded = this.#accounts.loaded
    for (const trie of this.#storage.values()) loaded += trie.loaded
    return loaded
  }

  /** Whether it is time to {@link evict}. */
  get full(): boolean {
    return this.#storage.size > MAX_STORAGE_TRIES || this.#loaded > MAX_LOADED
  }

  /** Lets go of nodes when there are many. Only when all changes are in the cache. */
  evict(): void {
    for (const [key] of this.#storage) {
      if (this.#storage.size <= MAX_STORAGE_TRIES) break
      this.#storage.delete(key)
    }
    if (this.#loaded <= MAX_LOADED) return
    this.#accounts.evict(KEEP_BLOCKS)
    for (const trie of this.#storage.values()) trie.evict(KEEP_BLOCKS)
  }
}
