import type { Common } from '@ethereumjs/common'
import { EMPTY_BYTES, equalBytes, mapKey } from '../bytes/bytes.ts'
import { EMPTY_CODE_HASH } from '../crypto/keccak.ts'
import type { AccountValue } from '../state/account.ts'
import type { StateSource } from '../state/entries.ts'
import { JournaledState } from '../state/journaled-state.ts'
import { StockTries } from '../state/stock-trie.ts'
import type { BlockRecord } from '../store/block-record.ts'

/** The state of the chain: what the next block runs on, and what the last published block holds. */
export class World {
  readonly state: JournaledState
  readonly tries: StockTries
  /** The state of the last published block, whatever a block in the making has written. */
  readonly committed: StateSource
  readonly #codes = new Map<string, Uint8Array>()

  private constructor(tries: StockTries) {
    const code = (codeHash: Uint8Array): Uint8Array =>
      equalBytes(codeHash, EMPTY_CODE_HASH) ? EMPTY_BYTES : (this.#codes.get(mapKey(codeHash)) as Uint8Array)
    this.tries = tries
    this.state = new JournaledState({ account: () => null, slot: () => EMPTY_BYTES, code })
    this.committed = {
      account: (address): AccountValue | null => this.state.accounts.get(mapKey(address))?.committed ?? null,
      slot: (address, key) =>
        this.state.accounts.get(mapKey(address))?.slots.get(mapKey(key))?.committed ?? EMPTY_BYTES,
      code,
    }
  }

  static async create(common: Common): Promise<World> {
    return new World(await StockTries.create(common))
  }

  /** Works out the root of the state as it is now. */
  sealRoot(): Promise<Uint8Array> {
    for (const [hash, code] of this.state.newCodes) this.#codes.set(hash, code)
    return this.tries.apply(this.state)
  }

  /** Makes a sealed block's state the committed one. */
  publish(_block: Pick<BlockRecord, 'hash' | 'header'>): void {
    this.state.publish()
  }

  close(): Promise<void> {
    return Promise.resolve()
  }
}
