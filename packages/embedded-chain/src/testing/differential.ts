import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Common } from '@ethereumjs/common'
import { Address } from '@ethereumjs/util'
import { toHex } from '../bytes/bytes.ts'
import { World } from '../chain/world.ts'
import { createChainCommon } from '../evm/common.ts'
import { createMachine, OpenBlock } from '../evm/engine.ts'
import { genesisBlock } from '../evm/genesis.ts'
import { decodeTransaction } from '../evm/transaction.ts'
import { stateFault, staticFault } from '../evm/validity.ts'
import type { AccountValue } from '../state/account.ts'
import { StateCache } from '../state/cache/state-cache.ts'
import type { BlockRecord, Head } from '../store/block-record.ts'
import { createRandom } from './random.ts'
import { createTransactionSource } from './random-transactions.ts'
import { StockChain } from './stock-chain.ts'

const CHAIN_ID = 7_702
const GAS_LIMIT = 200_000_000n
const BALANCE = 10n ** 20n

const noHashes = (): Uint8Array => new Uint8Array(32)

/** What came of some random blocks. */
export interface Comparison {
  readonly blocks: number
  /** Transactions by what came of them. */
  readonly succeeded: number
  readonly failed: number
  readonly refused: number
  readonly logs: number
  /** Where the two first said something different, and what; nothing where they agree. */
  readonly disagreement: string | undefined
}

/** Makes a state that some accounts have funds in, on a cache in a folder. */
export const fundedWorld = async (
  folder: string,
  addresses: readonly Uint8Array[],
): Promise<{ readonly world: World; readonly genesis: Head }> => {
  const world = new World(await StateCache.open(folder))
  for (const address of addresses) await world.state.modifyAccountFields(new Address(address), { balance: BALANCE })
  const genesis = genesisBlock(world.sealRoot(), GAS_LIMIT, 1_000n)
  world.publish(genesis)
  return { world, genesis }
}

type Reference = Awaited<ReturnType<StockChain['run']>> & { readonly stateRoot: Uint8Array }

/** What of a block is compared, as text that can be read. */
const ours = (taken: readonly boolean[], { header, transactions }: BlockRecord) => ({
  taken: taken.join(),
  gas: transactions.map(({ receipt }) => receipt.cumulativeGasUsed).join(),
  logs: transactions.map(({ receipt }) => receipt.logs.length).join(),
  receipts: toHex(header.receiptsRoot),
  state: toHex(header.stateRoot),
})

const theirs = ({ results, receiptsRoot, stateRoot }: Reference): ReturnType<typeof ours> => {
  const ran = results.filter((result) => result !== undefined)
  return {
    taken: results.map((result) => result !== undefined).join(),
    gas: ran.map(({ receipt }) => receipt.cumulativeBlockGasUsed).join(),
    logs: ran.map(({ receipt }) => receipt.logs.length).join(),
    receipts: toHex(receiptsRoot),
    state: toHex(stateRoot),
  }
}

const differenceOf = (mine: ReturnType<typeof ours>, other: ReturnType<typeof ours>): string | undefined => {
  const key = (Object.keys(mine) as (keyof typeof mine)[]).find((name) => mine[name] !== other[name])
  return key && `${key}: ${mine[key]} against ${other[key]}`
}

/** Runs random transactions for one block; those that are not valid are left out. */
const runBlock = async (
  world: World,
  block: OpenBlock,
  common: Common,
  source: ReturnType<typeof createTransactionSource>,
  count: number,
): Promise<{ readonly raws: readonly Uint8Array[]; readonly taken: readonly boolean[] }> => {
  const raws: Uint8Array[] = []
  const taken: boolean[] = []
  while (raws.length < count) {
    const raw = await source.sign()
    const transaction = decodeTransaction(raw, common)
    const entry = world.state.entry(transaction.sender)
    const nonce = entry.current?.nonce ?? 0n
    const fault =
      staticFault(transaction, block.gasLeft) ?? stateFault(transaction, entry.current, world.state.code(entry), nonce)
    const isTaken = fault === undefined && nonce === transaction.body.nonce
    if (isTaken) await block.run(transaction)
    raws.push(raw)
    taken.push(isTaken)
    for (const address of source.addresses) source.setNonce(address, world.state.entry(address).current?.nonce ?? 0n)
  }
  return { raws, taken }
}

/** What a state has of accounts: nonces and balances, as text. */
const accountsIn = (
  addresses: readonly Uint8Array[],
  valueOf: (address: Uint8Array) => AccountValue | null | undefined,
): string =>
  addresses
    .map(valueOf)
    .map((value) => `${value?.nonce ?? 0n} ${value?.balance ?? 0n}`)
    .join()

/** A block that is sealed and not yet published, with what can be read when it is. */
interface Waiting {
  readonly head: Head
  readonly accounts: string
}

/**
 * Runs the same random blocks through our engine and through the library used as it comes, and compares which transactions are
 * taken, gas, logs, receipts and state after each block. As in the chain, a block is published while the next one runs, and what can be
 * read then is that block's. Now and then our state is thrown away and read from its cache again.
 * Ends at the first difference.
 *
 * @param seed - the same blocks for the same seed
 */
export const compareWithLibrary = async (seed: number, blocks: number): Promise<Comparison> => {
  const folder = mkdtempSync(join(tmpdir(), 'candor-chain-fuzz-'))
  const common = createChainCommon(CHAIN_ID)
  const random = createRandom(seed)
  const source = createTransactionSource(random, CHAIN_ID, 4)
  const stock = await StockChain.create(CHAIN_ID, source.addresses, BALANCE)
  let { world, genesis: parent } = await fundedWorld(folder, source.addresses)
  const counts = { blocks: 0, succeeded: 0, failed: 0, refused: 0, logs: 0 }
  try {
    let machine = await createMachine(common, world.state, noHashes)
    let waiting: Waiting | undefined
    const publish = (): string | undefined => {
      if (waiting === undefined) return undefined
      const { head, accounts } = waiting
      waiting = undefined
      world.publish(head)
      const read = accountsIn(source.addresses, (address) => world.account(address))
      return read === accounts ? undefined : `published: ${read} against ${accounts}`
    }
    for (let number = 1; number <= blocks; number += 1) {
      const timestamp = 1_000n + BigInt(number)
      const block = new OpenBlock(machine, { parent, gasLimit: GAS_LIMIT, timestamp })
      const { raws, taken } = await runBlock(world, block, common, source, 1 + random.below(8))
      const misread = publish()
      const accounts = accountsIn(source.addresses, (address) => world.state.entry(address).current)
      const sealed = block.seal(world.sealRoot())
      waiting = { head: sealed, accounts }
      const reference = await stock.run(parent, GAS_LIMIT, timestamp, raws)
      const difference =
        misread ?? differenceOf(ours(taken, sealed), theirs({ ...reference, stateRoot: await stock.stateRoot() }))
      counts.blocks += 1
      if (difference !== undefined) return { ...counts, disagreement: `seed ${seed}, block ${number}: ${difference}` }
      for (const { receipt } of sealed.transactions) {
        counts[receipt.succeeded ? 'succeeded' : 'failed'] += 1
        counts.logs += receipt.logs.length
      }
      counts.refused += taken.filter((was) => !was).length
      parent = sealed
      if (random.chance(8)) {
        publish()
        await world.close()
        world = new World(await StateCache.open(folder), parent.header.stateRoot)
        machine = await createMachine(common, world.state, noHashes)
      }
    }
    return { ...counts, disagreement: undefined }
  } finally {
    await world.close()
    rmSync(folder, { recursive: true, force: true })
  }
}
