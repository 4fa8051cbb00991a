import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Address } from '@ethereumjs/util'
import { afterAll, describe, expect, it } from 'vitest'
import { EMPTY_BYTES, mapKey, toHex } from '../bytes/bytes.ts'
import { keccak256 } from '../crypto/keccak.ts'
import { World } from '../chain/world.ts'
import { StateCache } from '../state/cache/state-cache.ts'
import type { Head } from '../store/block-record.ts'
import { createRandom } from '../testing/random.ts'
import { createTransactionSource } from '../testing/random-transactions.ts'
import { StockChain } from '../testing/stock-chain.ts'
import { createChainCommon } from './common.ts'
import { createMachine, OpenBlock } from './engine.ts'
import { genesisBlock } from './genesis.ts'
import { decodeTransaction } from './transaction.ts'
import { stateFault, staticFault } from './validity.ts'

/** A campaign runs more: each seed is another chain of random transactions. */
const SEEDS = Array.from({ length: Number(process.env['CANDOR_FUZZ_SEEDS'] ?? 2) }, (_, index) => 11 + index)
const CHAIN_ID = 7_702
const GAS_LIMIT = 200_000_000n
const BALANCE = 10n ** 20n

const folder = mkdtempSync(join(tmpdir(), 'candor-chain-fuzz-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const common = createChainCommon(CHAIN_ID)
const noHashes = () => new Uint8Array(32)

const newWorld = async (name: string, addresses: readonly Uint8Array[]): Promise<{ world: World; genesis: Head }> => {
  const world = new World(await StateCache.open(join(folder, name)))
  for (const address of addresses) await world.state.modifyAccountFields(new Address(address), { balance: BALANCE })
  const genesis = genesisBlock(world.sealRoot(), GAS_LIMIT, 1_000n)
  await world.publish(genesis)
  return { world, genesis }
}

describe('the engine against the library used as it comes', () => {
  const logs: number[] = []
  afterAll(() => {
    // A single run may happen to log nothing in what succeeds; all of them together may not.
    if (logs.length === SEEDS.length) expect(logs.some((count) => count > 0)).toBe(true)
  })

  it.each(SEEDS.map((seed) => ({ seed })))(
    'agrees on gas, receipts, logs and state of every block of random transactions (seed $seed)',
    async ({ seed }) => {
      const random = createRandom(seed)
      const source = createTransactionSource(random, CHAIN_ID, 4)
      const stock = await StockChain.create(CHAIN_ID, source.addresses, BALANCE)
      const name = `state-${seed}`
      let { world, genesis: parent } = await newWorld(name, source.addresses)
      let machine = await createMachine(common, world.state, noHashes)
      expect(toHex(parent.header.stateRoot)).toBe(toHex(await stock.stateRoot()))
      const outcomes = { succeeded: 0, failed: 0, refused: 0, logs: 0 }

      for (let number = 1; number <= 30; number += 1) {
        const timestamp = 1_000n + BigInt(number)
        const block = new OpenBlock(machine, { parent, gasLimit: GAS_LIMIT, timestamp })
        const raws: Uint8Array[] = []
        const taken: boolean[] = []
        for (let count = 1 + random.below(8); count > 0; count -= 1) {
          const raw = await source.sign()
          const transaction = decodeTransaction(raw, common)
          const entry = world.state.entry(transaction.sender)
          const nonce = entry.current?.nonce ?? 0n
          const fault =
            staticFault(transaction, block.gasLeft) ??
            stateFault(transaction, entry.current, world.state.code(entry), nonce)
          raws.push(raw)
          taken.push(fault === undefined && nonce === transaction.body.nonce)
          if (taken.at(-1) === true) await block.run(transaction)
          for (const address of source.addresses) {
            source.setNonce(address, world.state.entry(address).current?.nonce ?? 0n)
          }
        }
        const sealed = block.seal(world.sealRoot())
        const reference = await stock.run(parent, GAS_LIMIT, timestamp, raws)
        const where = `seed ${seed}, block ${number}`
        expect(taken, where).toEqual(reference.results.map((result) => result !== undefined))
        const ran = reference.results.filter((result) => result !== undefined)
        expect(
          sealed.transactions.map(({ receipt }) => receipt.logs.length),
          where,
        ).toEqual(ran.map(({ receipt }) => receipt.logs.length))
        expect(
          sealed.transactions.map(({ receipt }) => receipt.cumulativeGasUsed),
          where,
        ).toEqual(ran.map(({ receipt }) => receipt.cumulativeBlockGasUsed))
        expect(toHex(sealed.header.receiptsRoot), where).toBe(toHex(reference.receiptsRoot))
        expect(toHex(sealed.header.stateRoot), where).toBe(toHex(await stock.stateRoot()))
        await world.publish(sealed)
        for (const { receipt } of sealed.transactions) {
          outcomes[receipt.succeeded ? 'succeeded' : 'failed'] += 1
          outcomes.logs += receipt.logs.length
        }
        outcomes.refused += taken.filter((was) => !was).length
        parent = sealed
        if (random.chance(8)) {
          await world.close()
          world = new World(await StateCache.open(join(folder, name)), parent.header.stateRoot)
          machine = await createMachine(common, world.state, noHashes)
        }
      }
      await world.close()
      // The programs must have done something, of every kind.
      expect(outcomes.succeeded).toBeGreaterThan(0)
      expect(outcomes.failed).toBeGreaterThan(0)
      logs.push(outcomes.logs)
    },
  )
})

describe('a state read back from the cache', () => {
  it('has the accounts, slots and code that were written, and nothing of a destroyed contract', async () => {
    const maker = new Uint8Array(20).fill(1)
    const { world, genesis } = await newWorld('read-back', [maker])
    const contract = new Address(new Uint8Array(20).fill(2))
    const key = new Uint8Array(32).fill(3)
    const slotOf = ({ committed }: World): Uint8Array =>
      committed.slot({ key: mapKey(contract.bytes), hash: keccak256(contract.bytes) }, key, keccak256(key))
    await world.state.putCode(contract, Uint8Array.of(0x60, 0x00))
    await world.state.putStorage(contract, key, Uint8Array.of(0, 0, 9))
    const block = { ...genesisBlock(world.sealRoot(), GAS_LIMIT, 2_000n), hash: new Uint8Array(32).fill(4) }
    await world.publish(block)
    await world.state.putStorage(contract, key, EMPTY_BYTES)
    const next = { ...genesisBlock(world.sealRoot(), GAS_LIMIT, 3_000n), hash: new Uint8Array(32).fill(5) }
    expect(slotOf(world)).toEqual(Uint8Array.of(9))
    await world.publish(next)
    await world.close()

    const cache = await StateCache.open(join(folder, 'read-back'))
    expect(cache.position).toEqual({ number: 0n, hash: next.hash })
    const again = new World(cache, next.header.stateRoot)
    expect(again.account(maker)?.balance).toBe(BALANCE)
    expect(slotOf(again)).toEqual(EMPTY_BYTES)
    const codeHash = again.account(contract.bytes)?.codeHash as Uint8Array
    expect(again.committed.code(codeHash)).toEqual(Uint8Array.of(0x60, 0x00))
    expect(again.account(new Uint8Array(20).fill(9))).toBeNull()
    expect(toHex(genesis.header.stateRoot)).not.toBe(toHex(next.header.stateRoot))
    await again.close()
  })
})
