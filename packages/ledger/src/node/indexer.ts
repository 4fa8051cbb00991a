import type { LedgerAddresses } from '../contracts.ts'
import { LedgerError } from '../errors.ts'
import type { LedgerConnection } from './connection.ts'
import { fetchLogs } from './fetch-logs.ts'
import type { IndexedBlock, IndexedLog, IndexStore } from './indexer-types.ts'

export type IndexerOptions = {
  readonly connection: LedgerConnection
  readonly addresses: LedgerAddresses
  readonly store: IndexStore
  /** First block to look at when nothing is indexed yet: that of the deployment. */
  readonly firstBlock: number
  /** Most blocks asked for at once. */
  readonly span?: number
  /** Told of what was added, once it is durable. */
  readonly onAppended?: (to: IndexedBlock, logs: readonly IndexedLog[]) => void
  /** Told that blocks after `to` are no longer part of the chain, once they are taken away here. */
  readonly onRolledBack?: (to: IndexedBlock) => void | Promise<void>
  readonly onError?: (error: unknown) => void
}

const slowest = 30_000

/**
 * Copies the contracts' events from the chain into the store: every event once, in order, together with the block it
 * belongs to. When the chain takes blocks back, what they held is taken away before anything new is added.
 */
export class LogIndexer {
  readonly #options: IndexerOptions
  #head: IndexedBlock | undefined
  #span: number
  #failures = 0
  #stopped = true
  #working: Promise<void> | undefined
  #again = false
  #timer: NodeJS.Timeout | undefined
  #endBlocks: (() => void) | undefined

  constructor(options: IndexerOptions) {
    this.#options = options
    this.#span = options.span ?? 500
  }

  /** The newest block that is indexed, as far as this run knows. */
  get head(): IndexedBlock | undefined {
    return this.#head
  }

  start(): void {
    if (!this.#stopped) return
    this.#stopped = false
    this.#endBlocks = this.#options.connection.onBlock(() => this.wake())
    this.wake()
  }

  /** Ends; resolves when nothing is being written any more. */
  async stop(): Promise<void> {
    this.#stopped = true
    this.#endBlocks?.()
    clearTimeout(this.#timer)
    await this.#working
  }

  /** Looks for new blocks now. */
  wake(): void {
    if (this.#stopped) return
    if (this.#working !== undefined) {
      this.#again = true
      return
    }
    clearTimeout(this.#timer)
    this.#working = this.#work().finally(() => {
      this.#working = undefined
      if (this.#again) {
        this.#again = false
        this.wake()
      }
    })
  }

  async #work(): Promise<void> {
    try {
      await this.catchUp()
      this.#failures = 0
    } catch (error) {
      this.#options.onError?.(error)
      this.#failures += 1
      this.#span = Math.max(1, Math.floor(this.#span / 2))
      this.#timer = setTimeout(() => this.wake(), Math.min(slowest, 250 * 2 ** this.#failures))
    }
  }

  /**
   * Indexes everything up to the newest block. Not to be called while started.
   * @throws when the node cannot be asked
   */
  async catchUp(): Promise<void> {
    const { connection, addresses, store } = this.#options
    for (;;) {
      const cursor = await store.cursor()
      this.#head = cursor
      const from = cursor === undefined ? this.#options.firstBlock : cursor.number + 1
      const to = await this.#target(from)
      // Asked after `to` is known: so the events up to `to` belong to the same history as what is indexed.
      if (cursor !== undefined && !(await this.#isOnChain(cursor))) {
        await this.#goBack(cursor)
        continue
      }
      if (to === undefined) return
      const logs = await fetchLogs(connection, addresses, from, to)
      if (logs === undefined) continue
      await store.append(to, logs)
      this.#head = to
      this.#span = Math.min(this.#options.span ?? 500, this.#span * 2)
      this.#options.onAppended?.(to, logs)
    }
  }

  /** The block up to which the next span goes; nothing when there is no new block. */
  async #target(from: number): Promise<IndexedBlock | undefined> {
    const { client } = this.#options.connection
    const newest = await client.getBlock()
    if (Number(newest.number) < from) return undefined
    const last = Math.min(Number(newest.number), from + this.#span - 1)
    if (last === Number(newest.number)) return { number: last, hash: newest.hash }
    return { number: last, hash: (await client.getBlock({ blockNumber: BigInt(last) })).hash }
  }

  /** Finds the newest indexed block that the chain still has, and takes away what came after it. */
  async #goBack(cursor: IndexedBlock): Promise<void> {
    const { store } = this.#options
    for (const block of await store.blocks()) {
      if (block.number >= cursor.number || !(await this.#isOnChain(block))) continue
      await store.rollBack(block)
      await this.#options.onRolledBack?.(block)
      return
    }
    throw new LedgerError(
      'LEDGER_INCONSISTENT',
      `The ledger no longer has block ${cursor.number} (${cursor.hash}), nor any block indexed before it.`,
    )
  }

  async #isOnChain({ number, hash }: IndexedBlock): Promise<boolean> {
    try {
      const block = await this.#options.connection.client.getBlock({ blockNumber: BigInt(number) })
      return block.hash === hash
    } catch (error) {
      if (error instanceof Error && error.name === 'BlockNotFoundError') return false
      throw error
    }
  }
}
