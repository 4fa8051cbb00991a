import { Address as LibraryAddress } from '@ethereumjs/util'
import type { Common } from '@ethereumjs/common'
import { equalBytes, fromHex, toHex } from '../bytes/bytes.ts'
import { ChainError } from '../errors.ts'
import { createChainCommon } from '../evm/common.ts'
import { createMachine, type BlockHashes } from '../evm/engine.ts'
import { genesisBlock } from '../evm/genesis.ts'
import { FUNDED_BALANCE, type WorkerOptions } from '../options.ts'
import { StateCache } from '../state/cache/state-cache.ts'
import type { Head } from '../store/block-record.ts'
import { insertBlock, selectBlocks, selectHead } from '../store/block-rows.ts'
import type { BlockStore } from '../store/block-store.ts'
import { establishIdentity, type Identity } from '../store/identity.ts'
import { replayBlock } from './replay.ts'
import { World } from './world.ts'

/** Blocks that one query fetches while the chain is run again. */
const REPLAY_BATCH = 64n

const isCode = (error: unknown, ...codes: readonly string[]): boolean =>
  error instanceof ChainError && codes.includes(error.code)

/** Opens the cache; one that cannot be read is deleted and begun anew. */
const openCache = async (folder: string): Promise<StateCache> => {
  try {
    return await StateCache.open(folder)
  } catch (error) {
    if (!isCode(error, 'CHAIN_CACHE_DAMAGED')) throw error
    await StateCache.destroy(folder)
    return StateCache.open(folder)
  }
}

const fund = async (world: World, { balances }: Identity): Promise<Uint8Array> => {
  for (const [address, balance] of balances) {
    await world.state.modifyAccountFields(new LibraryAddress(fromHex(address)), { balance })
  }
  return world.sealRoot()
}

/** Makes the state of the last stored block: from the cache and the blocks it lacks, or from all blocks. */
export class WorldKeeper {
  readonly common: Common
  /** Hashes of the last 256 blocks, by number. */
  readonly hashes = new Map<bigint, Uint8Array>()
  readonly hashOf: BlockHashes = (number) => this.hashes.get(number) ?? new Uint8Array(32)
  readonly #options: WorkerOptions
  readonly #store: BlockStore
  readonly #identity: Identity
  readonly #onProgress: (block: bigint, of: bigint) => void

  private constructor(
    options: WorkerOptions,
    store: BlockStore,
    identity: Identity,
    onProgress: (block: bigint, of: bigint) => void,
  ) {
    this.#options = options
    this.#store = store
    this.#identity = identity
    this.#onProgress = onProgress
    this.common = createChainCommon(identity.chainId)
  }

  /**
   * Finds out what chain is stored, or gives a new one its identity.
   *
   * @throws ChainError `CHAIN_ID_MISMATCH`
   */
  static async create(
    options: WorkerOptions,
    store: BlockStore,
    onProgress: (block: bigint, of: bigint) => void,
  ): Promise<WorldKeeper> {
    const balances = new Map(options.funded.map((address) => [address, FUNDED_BALANCE]))
    const identity = await establishIdentity(store.writer, { chainId: options.chainId, balances })
    return new WorldKeeper(options, store, identity, onProgress)
  }

  /** Deletes the cache, which must be closed. */
  discardCache(): Promise<void> {
    return StateCache.destroy(this.#options.cacheFolder)
  }

  /**
   * Makes the state of the last stored block. A cache that is damaged, belongs to another chain or is ahead of the
   * store (which was then set back) is begun anew.
   *
   * @throws ChainError `CHAIN_CORRUPT` when the stored blocks do not follow from one another
   */
  async restore(): Promise<{ readonly world: World; readonly head: Head }> {
    const cache = await openCache(this.#options.cacheFolder)
    const start = await this.#startingPoint(cache)
    if (start !== undefined) {
      const world = new World(cache, start.header.stateRoot)
      try {
        return { world, head: await this.#replayFrom(world, start) }
      } catch (error) {
        await world.close()
        // Whether the cache or the store is wrong shows when everything is run again.
        if (!isCode(error, 'CHAIN_CACHE_DAMAGED', 'CHAIN_CORRUPT')) throw error
      }
    } else await cache.close()
    await this.discardCache()
    return this.#rebuild()
  }

  /** The stored block that the cache stands for. */
  async #startingPoint(cache: StateCache): Promise<Head | undefined> {
    const { position } = cache
    if (position === undefined) return undefined
    const [block] = await selectBlocks(this.#store.writer, [position.number])
    return block !== undefined && equalBytes(block.hash, position.hash) ? block : undefined
  }

  async #rebuild(): Promise<{ readonly world: World; readonly head: Head }> {
    const world = new World(await StateCache.open(this.#options.cacheFolder))
    try {
      const root = await fund(world, this.#identity)
      const genesis = await this.#genesis(root)
      world.publish(genesis)
      return { world, head: await this.#replayFrom(world, genesis) }
    } catch (error) {
      await world.close()
      throw error
    }
  }

  async #genesis(stateRoot: Uint8Array): Promise<Head> {
    const [stored] = await selectBlocks(this.#store.writer, [0n])
    if (stored === undefined) {
      const born = genesisBlock(stateRoot, this.#options.blockGasLimit, BigInt(Math.floor(Date.now() / 1_000)))
      await insertBlock(this.#store.writer, born)
      return born
    }
    if (!equalBytes(stored.header.stateRoot, stateRoot)) {
      throw new ChainError('CHAIN_CORRUPT', `Block 0 does not have the state root ${toHex(stateRoot)} of its balances.`)
    }
    return stored
  }

  /** Runs the blocks after `start` again; returns the last. */
  async #replayFrom(world: World, start: Head): Promise<Head> {
    this.hashes.clear()
    for (const [number, hash] of await this.#store.recentHashes(start.header.number)) this.hashes.set(number, hash)
    const machine = await createMachine(this.common, world.state, this.hashOf)
    const last = (await selectHead(this.#store.writer))?.header.number ?? 0n
    let parent = start
    while (parent.header.number < last) {
      const first = parent.header.number + 1n
      const numbers = Array.from({ length: Number(REPLAY_BATCH) }, (_, index) => first + BigInt(index))
      const blocks = await selectBlocks(this.#store.writer, numbers)
      if (blocks.length === 0) throw new ChainError('CHAIN_CORRUPT', `Block ${first} is missing from the store.`)
      for (const block of blocks) {
        await replayBlock(machine, parent, block, () => world.sealRoot())
        world.publish(block)
        await world.makeRoom()
        this.remember(block)
        parent = block
      }
      this.#onProgress(parent.header.number, last)
    }
    return parent
  }

  /** Notes the hash of a block that was sealed. */
  remember({ header, hash }: Head): void {
    this.hashes.set(header.number, hash)
    this.hashes.delete(header.number - 256n)
  }
}
