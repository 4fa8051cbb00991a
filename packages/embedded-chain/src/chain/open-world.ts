import type { Common } from '@ethereumjs/common'
import { Address as LibraryAddress } from '@ethereumjs/util'
import { equalBytes, fromHex, toHex } from '../bytes/bytes.ts'
import { ChainError } from '../errors.ts'
import { createChainCommon } from '../evm/common.ts'
import { createMachine, type BlockHashes } from '../evm/engine.ts'
import { genesisBlock } from '../evm/genesis.ts'
import { FUNDED_BALANCE, type WorkerOptions } from '../options.ts'
import type { Head } from '../store/block-record.ts'
import { insertBlock, selectBlocks, selectHead } from '../store/block-rows.ts'
import type { BlockStore } from '../store/block-store.ts'
import { establishIdentity, type Identity } from '../store/identity.ts'
import { replayBlock } from './replay.ts'
import { World } from './world.ts'

/** Blocks that one query fetches while the chain is run again. */
const REPLAY_BATCH = 64n

export interface WorldParts {
  readonly common: Common
  readonly hashes: Map<bigint, Uint8Array>
  readonly hashOf: BlockHashes
  /** Makes the state of the last stored block. */
  restore(): Promise<{ readonly world: World; readonly head: Head }>
}

const fund = async (world: World, { balances }: Identity): Promise<Uint8Array> => {
  for (const [address, balance] of balances) {
    await world.state.modifyAccountFields(new LibraryAddress(fromHex(address)), { balance })
  }
  return world.sealRoot()
}

const firstBlock = async (options: WorkerOptions, store: BlockStore, root: Uint8Array): Promise<Head> => {
  const genesis = genesisBlock(root, options.blockGasLimit, BigInt(Math.floor(Date.now() / 1_000)))
  await insertBlock(store.writer, genesis)
  return genesis
}

/**
 * Prepares what the state is made from: the identity of the chain (given to it when it is new) and its stored blocks.
 *
 * @throws ChainError `CHAIN_ID_MISMATCH`, `CHAIN_CORRUPT`
 */
export const openWorld = async (
  options: WorkerOptions,
  store: BlockStore,
  onProgress: (block: bigint, of: bigint) => void,
): Promise<WorldParts> => {
  const born = { chainId: options.chainId, balances: new Map(options.funded.map((at) => [at, FUNDED_BALANCE])) }
  const identity = await establishIdentity(store.writer, born)
  const common = createChainCommon(identity.chainId)
  const hashes = new Map<bigint, Uint8Array>()
  const hashOf: BlockHashes = (number) => hashes.get(number) ?? new Uint8Array(32)

  const restore = async (): Promise<{ world: World; head: Head }> => {
    const world = await World.create(common)
    const root = await fund(world, identity)
    let head = await selectHead(store.writer)
    head ??= await firstBlock(options, store, root)
    const [genesis] = await selectBlocks(store.writer, [0n])
    if (genesis === undefined || !equalBytes(genesis.header.stateRoot, root)) {
      throw new ChainError('CHAIN_CORRUPT', `Block 0 does not have the state root ${toHex(root)} of its balances.`)
    }
    world.publish(genesis)
    hashes.clear()
    hashes.set(0n, genesis.hash)
    await replay(world, genesis, head)
    return { world, head }
  }

  const replay = async (world: World, from: Head, to: Head): Promise<void> => {
    const machine = await createMachine(common, world.state, hashOf)
    let parent = from
    const last = to.header.number
    while (parent.header.number < last) {
      const first = parent.header.number + 1n
      const count = last - first + 1n < REPLAY_BATCH ? last - first + 1n : REPLAY_BATCH
      const numbers = Array.from({ length: Number(count) }, (_, index) => first + BigInt(index))
      const blocks = await selectBlocks(store.writer, numbers)
      if (blocks.length === 0) throw new ChainError('CHAIN_CORRUPT', `Block ${first} is missing from the store.`)
      for (const block of blocks) {
        await replayBlock(machine, parent, block, () => world.sealRoot())
        world.publish(block)
        hashes.set(block.header.number, block.hash)
        hashes.delete(block.header.number - 256n)
        parent = block
      }
      onProgress(parent.header.number, last)
    }
  }

  return { common, hashes, hashOf, restore }
}
