import { EMPTY_BYTES, equalBytes, mapKey } from '../bytes/bytes.ts'
import { EMPTY_CODE_HASH, EMPTY_TRIE_ROOT, keccak256 } from '../crypto/keccak.ts'
import type { AccountValue } from '../state/account.ts'
import type { CacheChange, StateCache } from '../state/cache/state-cache.ts'
import type { SealedChange, StateSource } from '../state/entries.ts'
import { JournaledState } from '../state/journaled-state.ts'
import { RecentStates } from '../state/recent-states.ts'
import { Tries } from '../state/tries.ts'
import type { Head } from '../store/block-record.ts'

/** Slots kept in memory. */
const MAX_SLOTS = 200_000
/** Accounts kept in memory. */
const MAX_ACCOUNTS = 100_000
/** Blocks whose changes may wait for the cache before the next block waits for them. */
const MAX_UNWRITTEN = 4

/** What a sealed block changes: in the state, and in the cache below it. */
interface Sealed {
  readonly state: readonly SealedChange[]
  readonly cache: readonly CacheChange[]
}

/**
 * The state of the chain: what the next block runs on, and what the last published block holds. Between the two there can be
 * a block that is sealed and not yet published.
 */
export class World {
  readonly state: JournaledState
  /** The state of the last published block, whatever a block in the making has written. */
  readonly committed: StateSource
  readonly tries: Tries
  readonly #cache: StateCache
  readonly #recent = new RecentStates()
  /** Blocks that are sealed and not published, the earliest first. */
  readonly #sealed: Sealed[] = []
  #unwritten = 0
  #writing: Promise<void> = Promise.resolve()
  /** The cache could not be written: it stays behind, and nothing that it lacks may be let go of. */
  #stale = false

  /**
   * @param cache - stands for the block that the state is to be of
   * @param stateRoot - root of that block; left out for a cache that is new
   */
  constructor(cache: StateCache, stateRoot: Uint8Array = EMPTY_TRIE_ROOT) {
    this.#cache = cache
    this.tries = new Tries(cache, stateRoot)
    const code = (codeHash: Uint8Array): Uint8Array => this.#code(codeHash)
    this.state = new JournaledState({
      account: (_address, hash) => cache.account(hash),
      slot: ({ hash }, _key, keyHash) => cache.slot(hash, keyHash) ?? EMPTY_BYTES,
      code,
    })
    const { accounts } = this.state
    this.committed = {
      account: (address, hash) => {
        const entry = accounts.get(mapKey(address))
        return entry === undefined ? cache.account(hash) : entry.committed
      },
      slot: (account, key, keyHash) =>
        accounts.get(account.key)?.slots.get(mapKey(key))?.committed ??
        cache.slot(account.hash, keyHash) ??
        EMPTY_BYTES,
      code,
    }
  }

  readonly #codes = new Map<string, Uint8Array>()

  #code(codeHash: Uint8Array): Uint8Array {
    if (equalBytes(codeHash, EMPTY_CODE_HASH)) return EMPTY_BYTES
    const key = mapKey(codeHash)
    let code = this.#codes.get(key)
    if (code === undefined) {
      code = this.#cache.code(codeHash)
      this.#codes.set(key, code)
    }
    return code
  }

  /** An account of the last published block, or `null`. */
  account(address: Uint8Array): AccountValue | null {
    return this.committed.account(address, keccak256(address))
  }

  /** The state after one of the last blocks, while nothing is waited for. */
  recent(number: bigint): StateSource | undefined {
    return this.#recent.at(number, this.committed)
  }

  /** Ends a block: works out the root of the state as it is now. The next block may begin. */
  sealRoot(): Uint8Array {
    for (const [hash, code] of this.state.newCodes) this.#codes.set(hash, code)
    const cache: CacheChange[] = []
    const root = this.tries.apply(this.state, cache)
    this.#sealed.push({ state: this.state.seal(), cache })
    return root
  }

  /** Makes the state of the earliest sealed block the committed one, and hands its changes to the cache. */
  publish(block: Head): void {
    const { state, cache } = this.#sealed.shift() as Sealed
    this.#recent.record(block.header.number, state)
    this.state.publish(state)
    if (this.#stale) return
    this.#unwritten += 1
    this.#writing = this.#writing.then(() => this.#write(cache, block))
  }

  get #full(): boolean {
    return this.state.loadedSlots > MAX_SLOTS || this.state.accounts.size > MAX_ACCOUNTS || this.tries.full
  }

  /** Whether there is more in memory than there should be, or the cache has fallen behind. */
  get crowded(): boolean {
    return this.#full || this.#unwritten > MAX_UNWRITTEN
  }

  /** Waits for the cache where it has fallen behind, and lets go of what it has. Only while every block is published. */
  async makeRoom(): Promise<void> {
    if (this.crowded) await this.#writing
    if (this.#full) this.#evict()
  }

  async #write(changes: readonly CacheChange[], { hash, header }: Head): Promise<void> {
    if (this.#stale) return
    try {
      await this.#cache.write(changes, { number: header.number, hash })
    } catch {
      this.#stale = true
      return
    }
    this.#unwritten -= 1
  }

  /** Lets go of what the cache has, when all changes are written. */
  #evict(): void {
    if (this.#stale) return
    this.tries.evict()
    this.#codes.clear()
    if (this.state.loadedSlots > MAX_SLOTS || this.state.accounts.size > MAX_ACCOUNTS) this.state.reset()
  }

  async close(): Promise<void> {
    await this.#writing
    await this.#cache.close()
  }
}
