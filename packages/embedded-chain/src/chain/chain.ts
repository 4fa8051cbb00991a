import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Common } from '@ethereumjs/common'
import type { VM } from '@ethereumjs/vm'
import { toHex } from '../bytes/bytes.ts'
import { ChainError } from '../errors.ts'
import { createMachine, OpenBlock } from '../evm/engine.ts'
import { decodeTransaction, type SignedTransaction } from '../evm/transaction.ts'
import { stateFault, staticFault } from '../evm/validity.ts'
import type { WorkerOptions } from '../options.ts'
import { Mempool } from '../pool/mempool.ts'
import type { BlockRecord, Head } from '../store/block-record.ts'
import type { Queryable } from '../store/block-rows.ts'
import { BlockStore } from '../store/block-store.ts'
import type { World } from './world.ts'
import { BlockReader } from './block-reader.ts'
import { createBlockEvents } from './events.ts'
import { openWorld, type WorldParts } from './open-world.ts'

/** A block closes after it has run transactions for this long, so that receipts do not wait for a full block. */
const BLOCK_TIME_BUDGET_MS = 150

/** Queries get their turn after transactions have run for this long. */
const TURN_MS = 8

const nowSeconds = (): bigint => BigInt(Math.floor(Date.now() / 1_000))

/** The chain: takes transactions in, makes blocks of them, and publishes a block once it is durable. */
export class Chain {
  readonly common: Common
  readonly blocks: BlockReader
  readonly pool = new Mempool()
  readonly events = createBlockEvents()
  readonly #options: WorkerOptions
  readonly #store: BlockStore
  readonly #hashes: Map<bigint, Uint8Array>
  readonly #parts: WorldParts
  #world: World
  #machine: VM
  #head: Head
  #failure: ChainError | undefined
  #closed = false
  #producing: Promise<void> | undefined
  #lastStart = 0

  private constructor(options: WorkerOptions, store: BlockStore, parts: WorldParts, opened: Opened) {
    this.common = parts.common
    this.#options = options
    this.#store = store
    this.#parts = parts
    this.#hashes = parts.hashes
    this.#world = opened.world
    this.#machine = opened.machine
    this.#head = opened.head
    this.blocks = new BlockReader(store.reader, () => this.#head)
  }

  /**
   * Opens the chain: takes the writer lock, and brings the state to the last stored block.
   *
   * @param onProgress - told of blocks that are run again
   * @throws ChainError
   */
  static async open(options: WorkerOptions, onProgress: (block: bigint, of: bigint) => void): Promise<Chain> {
    const store = await BlockStore.open(options.postgres)
    try {
      const parts = await openWorld(options, store, onProgress)
      const { world, head } = await parts.restore()
      const machine = await createMachine(parts.common, world.state, parts.hashOf)
      return new Chain(options, store, parts, { world, machine, head })
    } catch (error) {
      await store.close()
      throw error
    }
  }

  /** The last published block. */
  get head(): Head {
    return this.#head
  }

  /** State of the last published block. */
  get world(): World {
    return this.#world
  }

  /** Hash of one of the last 256 blocks. */
  hashOf(number: bigint): Uint8Array {
    return this.#parts.hashOf(number)
  }

  /** Where logs are looked up. */
  get logIndex(): Queryable {
    return this.#store.reader
  }

  get blockGasLimit(): bigint {
    return this.#options.blockGasLimit
  }

  /**
   * Takes a raw signed transaction in.
   *
   * @returns its hash
   * @throws RpcError with the message other nodes give when it is not valid
   */
  submit(raw: Uint8Array): Uint8Array {
    if (this.#failure !== undefined) throw this.#failure
    const transaction = decodeTransaction(raw, this.common)
    const source = this.#world.committed
    const account = source.account(transaction.sender)
    const nonce = account?.nonce ?? 0n
    const code = account === null ? new Uint8Array(0) : source.code(account.codeHash)
    const fault = staticFault(transaction, this.blockGasLimit) ?? stateFault(transaction, account, code, nonce)
    if (this.pool.get(transaction.hashHex) === undefined && fault !== undefined) throw fault
    this.pool.add(transaction, nonce)
    this.#produceWhenDue()
    return transaction.hash
  }

  #produceWhenDue(): void {
    if (this.#producing !== undefined || !this.pool.runnable || this.#closed || this.#failure !== undefined) return
    this.#producing = this.#produceNext().finally(() => {
      this.#producing = undefined
      this.#produceWhenDue()
    })
  }

  async #produceNext(): Promise<void> {
    const wait = this.#lastStart + this.#options.blockInterval - performance.now()
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait))
    // Transactions that came in the same turn as the first go into the same block.
    else await nextTurn()
    if (this.#closed) return
    this.#lastStart = performance.now()
    try {
      await this.#produce()
    } catch (error) {
      this.#fail(error)
    }
  }

  #fail(error: unknown): void {
    this.#failure =
      error instanceof ChainError
        ? error
        : new ChainError('CHAIN_FAILED', `No block can be made any more: ${String(error)}`, { cause: error })
  }

  async #produce(): Promise<void> {
    const parent = this.#head
    const now = nowSeconds()
    const timestamp = now > parent.header.timestamp ? now : parent.header.timestamp
    const block = new OpenBlock(this.#machine, { parent, gasLimit: this.blockGasLimit, timestamp })
    const included: SignedTransaction[] = []
    const poisonous = await this.#fill(block, included)
    if (poisonous !== undefined) {
      // The library threw in the middle of a transaction: nothing of this state can be trusted any more.
      this.pool.drop(poisonous)
      await this.#restore()
      return
    }
    if (block.size === 0) return
    const sealed = block.seal(await this.#world.sealRoot())
    await this.#store.append(sealed)
    this.#publish(sealed, included)
  }

  /** Runs transactions until the block is full; returns the one that the library failed at, if any. */
  async #fill(block: OpenBlock, included: SignedTransaction[]): Promise<SignedTransaction | undefined> {
    const start = performance.now()
    let turn = start
    for (const transaction of this.pool.inOrder()) {
      if (transaction.body.gasLimit > block.gasLeft) break
      const entry = this.#world.state.entry(transaction.sender)
      const nonce = entry.current?.nonce ?? 0n
      const fault = stateFault(transaction, entry.current, this.#world.state.code(entry), nonce)
      if (fault !== undefined || nonce !== transaction.body.nonce) {
        this.pool.drop(transaction)
        break
      }
      try {
        await block.run(transaction)
      } catch {
        return transaction
      }
      included.push(transaction)
      const now = performance.now()
      if (now - start > BLOCK_TIME_BUDGET_MS) break
      if (now - turn > TURN_MS) {
        await nextTurn()
        turn = performance.now()
      }
    }
    return undefined
  }

  #publish(block: BlockRecord, included: readonly SignedTransaction[]): void {
    this.#world.publish(block)
    this.#hashes.set(block.header.number, block.hash)
    this.#hashes.delete(block.header.number - 256n)
    this.#head = block
    this.blocks.remember(block)
    this.pool.settle(included.map(({ senderHex, body }) => ({ senderHex, nonce: body.nonce })))
    this.events.emit(block)
  }

  async #restore(): Promise<void> {
    const { world } = await this.#parts.restore()
    this.#world = world
    this.#machine = await createMachine(this.common, world.state, this.#parts.hashOf)
  }

  /** Waits until no block is between being sealed and being published. */
  async settled(): Promise<void> {
    await this.#producing
  }

  async close(): Promise<void> {
    this.#closed = true
    await this.#producing?.catch(() => undefined)
    await this.#world.close()
    await this.#store.close()
  }

  /** For messages: the head as `number (hash)`. */
  describeHead(): string {
    return `${this.#head.header.number} (${toHex(this.#head.hash)})`
  }
}

interface Opened {
  readonly world: World
  readonly machine: VM
  readonly head: Head
}
