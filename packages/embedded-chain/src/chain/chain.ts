import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Common } from '@ethereumjs/common'
import type { VM } from '@ethereumjs/vm'
import type { Hex } from '../bytes/bytes.ts'
import { ChainError, serverError } from '../errors.ts'
import { createMachine, OpenBlock } from '../evm/engine.ts'
import { decodeTransaction, type SignedTransaction } from '../evm/transaction.ts'
import { stateFault, staticFault } from '../evm/validity.ts'
import type { WorkerOptions } from '../options.ts'
import { Mempool, type PoolPlace } from '../pool/mempool.ts'
import type { BlockRecord, Head } from '../store/block-record.ts'
import type { Queryable } from '../store/block-rows.ts'
import { BlockStore } from '../store/block-store.ts'
import type { StateSource } from '../state/entries.ts'
import { BlockReader } from './block-reader.ts'
import { createBlockEvents } from './events.ts'
import { WorldKeeper } from './world-keeper.ts'
import type { World } from './world.ts'

/** A block closes after it has run transactions for this long, so that receipts do not wait for a full block. */
const BLOCK_TIME_BUDGET_MS = 150

/** Queries get their turn after transactions have run for this long. */
const TURN_MS = 8

const nowSeconds = (): bigint => BigInt(Math.floor(Date.now() / 1_000))

const isDamage = (error: unknown): boolean => error instanceof ChainError && error.code === 'CHAIN_CACHE_DAMAGED'

/** The chain: takes transactions in, makes blocks of them, and publishes a block once it is durable. */
export class Chain {
  readonly blocks: BlockReader
  readonly pool = new Mempool()
  readonly events = createBlockEvents()
  readonly #options: WorkerOptions
  readonly #store: BlockStore
  readonly #keeper: WorldKeeper
  #world: World | undefined
  #machine: VM
  #head: Head
  #failure: ChainError | undefined
  #closed = false
  /** The last sealed block: the head, or the one that is being stored. */
  #tip: Head
  /** What changes the state now: a block in the making, or the state being made again. */
  #busy: Promise<void> | undefined
  /** A sealed block on its way to being published. The next one is made meanwhile. */
  #storing: Promise<void> | undefined
  #damaged = false
  #lastStart = 0

  private constructor(options: WorkerOptions, store: BlockStore, keeper: WorldKeeper, opened: Opened) {
    this.#options = options
    this.#store = store
    this.#keeper = keeper
    this.#world = opened.world
    this.#machine = opened.machine
    this.#head = opened.head
    this.#tip = opened.head
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
      const keeper = await WorldKeeper.create(options, store, onProgress)
      const { world, head } = await keeper.restore()
      const machine = await createMachine(keeper.common, world.state, keeper.hashOf)
      return new Chain(options, store, keeper, { world, machine, head })
    } catch (error) {
      await store.close()
      throw error
    }
  }

  get common(): Common {
    return this.#keeper.common
  }

  /** The last published block. */
  get head(): Head {
    return this.#head
  }

  /**
   * State of the last published block.
   *
   * @throws RpcError while it is being made again
   */
  get world(): World {
    if (this.#world === undefined) throw serverError('the state is being made again from the blocks, try again shortly')
    return this.#world
  }

  /** State after a block, if it is one of the last; to be used before anything is waited for. */
  stateAfter(number: bigint): StateSource | undefined {
    return number === this.#head.header.number ? this.world.committed : this.world.recent(number)
  }

  /** Where logs are looked up. */
  get logIndex(): Queryable {
    return this.#store.reader
  }

  get blockGasLimit(): bigint {
    return this.#options.blockGasLimit
  }

  /** Hash of one of the last 256 blocks. */
  hashOf(number: bigint): Uint8Array {
    return this.#keeper.hashOf(number)
  }

  /** A transaction that waits for a block, if the chain knows it. @throws ChainError when no block will come any more */
  waiting(hash: Hex): SignedTransaction | undefined {
    const transaction = this.pool.get(hash)
    if (transaction !== undefined && this.#failure !== undefined) throw this.#failure
    return transaction
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
    const { world } = this
    const account = world.account(transaction.sender)
    const nonce = account?.nonce ?? 0n
    if (this.pool.get(transaction.hashHex) === undefined) {
      const code = account === null ? new Uint8Array(0) : world.committed.code(account.codeHash)
      const fault = staticFault(transaction, this.blockGasLimit) ?? stateFault(transaction, account, code, nonce)
      if (fault !== undefined) throw fault
    }
    this.pool.add(transaction, nonce)
    this.#wake()
    return transaction.hash
  }

  #wake(): void {
    if (this.#busy !== undefined || this.#closed || this.#failure !== undefined) return
    if (this.#damaged) this.#occupy(() => this.#restore(true))
    else if (this.pool.runnable) this.#occupy(() => this.#produceWhenDue())
  }

  #occupy(task: () => Promise<void>): void {
    this.#busy = task()
      .catch((error: unknown) => this.#fail(error))
      .finally(() => {
        this.#busy = undefined
        this.#wake()
      })
  }

  #fail(error: unknown): void {
    this.#failure =
      error instanceof ChainError
        ? error
        : new ChainError('CHAIN_FAILED', `No block can be made any more: ${String(error)}`, { cause: error })
  }

  async #produceWhenDue(): Promise<void> {
    const wait = this.#lastStart + this.#options.blockInterval - performance.now()
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait))
    // Transactions that came in the same turn as the first go into the same block.
    else await nextTurn()
    if (this.#closed) return
    this.#lastStart = performance.now()
    await this.#produce()
  }

  async #produce(): Promise<void> {
    await this.#makeRoom()
    const parent = this.#tip
    const now = nowSeconds()
    const timestamp = now > parent.header.timestamp ? now : parent.header.timestamp
    const block = new OpenBlock(this.#machine, { parent, gasLimit: this.blockGasLimit, timestamp })
    const included: SignedTransaction[] = []
    const { world } = this
    try {
      await this.#fill(world, block, included)
      if (block.size === 0) return
      await this.#published()
      this.#seal(world, block, included)
    } catch (error) {
      // Nothing of this state can be trusted any more; the block was not stored yet, and is made again.
      if (isDamage(error)) await this.#restore(true)
      else if (error instanceof EngineFailure) {
        this.pool.drop(error.transaction)
        await this.#restore(false)
      } else throw error
    }
  }

  /** Waits for the block that is being stored, and lets those have their turn who wait for the same. */
  async #published(): Promise<void> {
    if (this.#storing === undefined) return
    await this.#storing
    await nextTurn()
  }

  /** Lets go of what there is too much of; that can be done only while nothing is being made or stored. */
  async #makeRoom(): Promise<void> {
    const { world } = this
    if (!world.crowded) return
    await this.#published()
    await world.makeRoom()
  }

  /** Ends a block and begins to store it. */
  #seal(world: World, block: OpenBlock, included: readonly SignedTransaction[]): void {
    const sealed = block.seal(world.sealRoot())
    this.#tip = sealed
    this.#keeper.remember(sealed)
    const places = included.map(({ senderHex, body }) => ({ senderHex, nonce: body.nonce }))
    this.pool.take(places)
    this.#storing = this.#keep(world, sealed, places)
    // Whoever waits for it is told as well; no block can follow on one that was not stored.
    this.#storing.catch((error: unknown) => this.#fail(error))
  }

  async #keep(world: World, sealed: BlockRecord, places: readonly PoolPlace[]): Promise<void> {
    await this.#store.append(sealed)
    this.#storing = undefined
    world.publish(sealed)
    this.#head = sealed
    this.blocks.remember(sealed)
    this.pool.settle(places)
    this.events.emit(sealed)
  }

  /** Runs transactions until the block is full. */
  async #fill(world: World, block: OpenBlock, included: SignedTransaction[]): Promise<void> {
    const start = performance.now()
    let turn = start
    for (const transaction of this.pool.inOrder()) {
      if (transaction.body.gasLimit > block.gasLeft) return
      try {
        const { current } = world.state.entry(transaction.sender)
        const code = world.state.code(world.state.entry(transaction.sender))
        const nonce = current?.nonce ?? 0n
        if (nonce !== transaction.body.nonce || stateFault(transaction, current, code, nonce) !== undefined) {
          this.pool.drop(transaction)
          return
        }
        await block.run(transaction)
      } catch (error) {
        throw isDamage(error) ? error : new EngineFailure(transaction, error)
      }
      included.push(transaction)
      const now = performance.now()
      if (now - start > BLOCK_TIME_BUDGET_MS) return
      if (now - turn > TURN_MS) {
        await nextTurn()
        turn = performance.now()
      }
    }
  }

  /** Throws the state away and makes it again from the cache, or from all blocks when the cache is damaged. */
  async #restore(damaged: boolean): Promise<void> {
    await this.#storing
    const old = this.#world
    this.#world = undefined
    await old?.close()
    if (damaged) await this.#keeper.discardCache()
    this.#damaged = false
    const { world, head } = await this.#keeper.restore()
    this.#tip = head
    this.#machine = await createMachine(this.common, world.state, this.#keeper.hashOf)
    this.#world = world
  }

  /** To be called when a query met a damaged cache: the state is made again before the next block. */
  heal(): void {
    this.#damaged = true
    this.#wake()
  }

  /** Waits until no block is between being sealed and being published: the tries then are those of the head. */
  async settled(): Promise<void> {
    while (this.#storing !== undefined) await this.#storing
  }

  /** Ends after the block in the making. */
  async close(): Promise<void> {
    this.#closed = true
    await this.#busy
    await this.#storing?.catch(() => undefined)
    await this.#world?.close()
    await this.#store.close()
  }
}

/** The engine threw at a transaction that had been found valid. */
class EngineFailure extends Error {
  readonly transaction: SignedTransaction

  constructor(transaction: SignedTransaction, cause: unknown) {
    super('the engine failed at a transaction', { cause })
    this.transaction = transaction
  }
}

interface Opened {
  readonly world: World
  readonly machine: VM
  readonly head: Head
}
