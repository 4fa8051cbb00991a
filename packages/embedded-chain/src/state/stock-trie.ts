import { createMerkleProof, createMPT, type MerklePatriciaTrie } from '@ethereumjs/mpt'
import type { Common } from '@ethereumjs/common'
import { RLP } from '@ethereumjs/rlp'
import { fromMapKey, mapKey } from '../bytes/bytes.ts'
import { encodeAccount } from './account.ts'
import type { JournaledState } from './journaled-state.ts'

/** The tries of the state, in memory. */
export class StockTries {
  readonly #common: Common
  readonly #accounts: MerklePatriciaTrie
  readonly #storage = new Map<string, MerklePatriciaTrie>()

  private constructor(common: Common, accounts: MerklePatriciaTrie) {
    this.#common = common
    this.#accounts = accounts
  }

  static async create(common: Common): Promise<StockTries> {
    return new StockTries(common, await createMPT({ useKeyHashing: true, common }))
  }

  async apply(state: JournaledState): Promise<Uint8Array> {
    for (const entry of state.written) {
      if (entry.current === null) {
        await this.#accounts.del(entry.address)
        this.#storage.delete(entry.key)
        continue
      }
      if (entry.written.size > 0) {
        let trie = this.#storage.get(entry.key)
        if (trie === undefined)
          this.#storage.set(entry.key, (trie = await createMPT({ useKeyHashing: true, common: this.#common })))
        for (const slot of entry.written) {
          const key = fromMapKey(slot.key)
          if (slot.current.length === 0) await trie.del(key)
          else await trie.put(key, RLP.encode(slot.current))
        }
        entry.current = { ...entry.current, storageRoot: trie.root() }
      }
      await this.#accounts.put(entry.address, encodeAccount(entry.current))
    }
    return this.#accounts.root()
  }

  proveAccount(address: Uint8Array): Promise<Uint8Array[]> {
    return createMerkleProof(this.#accounts, address)
  }

  async proveSlot(address: Uint8Array, key: Uint8Array): Promise<Uint8Array[]> {
    const trie = this.#storage.get(mapKey(address))
    return trie === undefined ? [] : createMerkleProof(trie, key)
  }
}
