import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Address } from '@ethereumjs/util'
import { afterAll, describe, expect, it } from 'vitest'
import { EMPTY_BYTES, mapKey, toHex } from '../bytes/bytes.ts'
import { keccak256 } from '../crypto/keccak.ts'
import { World } from '../chain/world.ts'
import { StateCache } from '../state/cache/state-cache.ts'
import { compareWithLibrary, fundedWorld } from '../testing/differential.ts'
import { genesisBlock } from './genesis.ts'

const GAS_LIMIT = 200_000_000n
const folder = mkdtempSync(join(tmpdir(), 'candor-chain-state-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('the engine against the library used as it comes', () => {
  it('agrees on gas, receipts, logs and state of every block of random transactions', async () => {
    const seeds = [11, 12]
    const compared = []
    for (const seed of seeds) compared.push(await compareWithLibrary(seed, 30))
    expect(compared.map(({ disagreement }) => disagreement)).toEqual(seeds.map(() => undefined))
    // The programs must have done something, of every kind.
    for (const kind of ['succeeded', 'failed', 'refused', 'logs'] as const) {
      expect(
        compared.reduce((sum, comparison) => sum + comparison[kind], 0),
        kind,
      ).toBeGreaterThan(0)
    }
  })
})

describe('a state read back from the cache', () => {
  it('has the accounts, slots and code that were written, and nothing of a destroyed contract', async () => {
    const maker = new Uint8Array(20).fill(1)
    const { world, genesis } = await fundedWorld(join(folder, 'read-back'), [maker])
    const contract = new Address(new Uint8Array(20).fill(2))
    const key = new Uint8Array(32).fill(3)
    const slotOf = ({ committed }: World): Uint8Array =>
      committed.slot({ key: mapKey(contract.bytes), hash: keccak256(contract.bytes) }, key, keccak256(key))
    await world.state.putCode(contract, Uint8Array.of(0x60, 0x00))
    await world.state.putStorage(contract, key, Uint8Array.of(0, 0, 9))
    const block = { ...genesisBlock(world.sealRoot(), GAS_LIMIT, 2_000n), hash: new Uint8Array(32).fill(4) }
    world.publish(block)
    await world.state.putStorage(contract, key, EMPTY_BYTES)
    const next = { ...genesisBlock(world.sealRoot(), GAS_LIMIT, 3_000n), hash: new Uint8Array(32).fill(5) }
    expect(slotOf(world)).toEqual(Uint8Array.of(9))
    world.publish(next)
    await world.close()

    const cache = await StateCache.open(join(folder, 'read-back'))
    expect(cache.position).toEqual({ number: 0n, hash: next.hash })
    const again = new World(cache, next.header.stateRoot)
    expect(again.account(maker)?.balance).toBe(10n ** 20n)
    expect(slotOf(again)).toEqual(EMPTY_BYTES)
    const codeHash = again.account(contract.bytes)?.codeHash as Uint8Array
    expect(again.committed.code(codeHash)).toEqual(Uint8Array.of(0x60, 0x00))
    expect(again.account(new Uint8Array(20).fill(9))).toBeNull()
    expect(toHex(genesis.header.stateRoot)).not.toBe(toHex(next.header.stateRoot))
    await again.close()
  })
})
