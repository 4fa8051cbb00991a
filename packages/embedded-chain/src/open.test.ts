import { keccak256, toHex } from 'viem'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openEmbeddedChain, type BlockEvent } from './open.ts'
import type { EmbeddedChainOptions } from './options.ts'
import { openTestChain, type TestChain } from './testing/chain.ts'
import { account, CHAIN_ID, stranger } from './testing/clients.ts'

let test: TestChain

beforeAll(async () => {
  test = await openTestChain()
})

afterAll(() => test.close())

describe('an embedded chain as a viem transport', () => {
  it('deploys a contract, runs it and reads it, at no price and for an account without funds', async () => {
    const { reader, visitor } = test.clients
    const purse = { address: await test.deploy(), abi: test.purse.abi }
    const { request } = await reader.simulateContract({
      ...purse,
      account: stranger,
      functionName: 'mint',
      args: [stranger.address, 7n],
    })
    const receipt = await reader.waitForTransactionReceipt({ hash: await visitor.writeContract(request) })
    expect(receipt.status).toBe('success')
    expect(receipt.effectiveGasPrice).toBe(0n)
    expect(receipt.logs).toHaveLength(1)
    expect(await reader.readContract({ ...purse, functionName: 'balanceOf', args: [stranger.address] })).toBe(7n)
  })

  it('tells subscribers of a block once its receipts can be read', async () => {
    const { reader, writer } = test.clients
    const events: BlockEvent[] = []
    const found: unknown[] = []
    const end = test.chain.subscribe((event) => {
      events.push(event)
      void test.request('eth_getBlockByHash', event.hash).then((block) => found.push(block))
    })
    const hash = await writer.sendTransaction({ to: stranger.address, value: 1n })
    const { blockHash, blockNumber } = await reader.waitForTransactionReceipt({ hash })
    end()
    expect(events.at(-1)).toEqual({ type: 'block', number: blockNumber, hash: blockHash })
    await expect.poll(() => found.at(-1)).toMatchObject({ hash: blockHash })
  })

  it('answers a reverted call with the data that the contract returned', async () => {
    const purse = { address: await test.deploy(), abi: test.purse.abi }
    const read = (functionName: string, ...args: readonly unknown[]) =>
      test.clients.reader.readContract({ ...purse, account: stranger, functionName, args })
    await expect(read('pay', account.address, 5n)).rejects.toThrow(
      'NotEnough(address owner, uint256 has, uint256 wants)',
    )
    await expect(read('complain')).rejects.toThrow('a plain reason')
    await expect(read('divide', 0n)).rejects.toThrow('Division or modulo by zero')
  })

  it('keeps what it acknowledged, and goes on from it after it is opened again', async () => {
    const address = await test.deploy()
    await test.run(address, 'mint', account.address, 3n)
    const before = await test.clients.reader.getBlock()
    await test.reopen()
    expect((await test.clients.reader.getBlock()).hash).toBe(before.hash)
    await test.run(address, 'mint', account.address, 4n)
    const { reader } = test.clients
    const { abi } = test.purse
    expect(await reader.readContract({ address, abi, functionName: 'balanceOf', args: [account.address] })).toBe(7n)
    expect(await reader.readContract({ address, abi, functionName: 'total' })).toBe(7n)
  })

  it('finds logs by contract, event and indexed argument', async () => {
    const address = await test.deploy()
    const { abi } = test.purse
    const notes = ['one', 'two', 'three'].map((text) => keccak256(toHex(text)))
    for (const note of notes) await test.run(address, 'note', note)
    const { reader } = test.clients
    const all = await reader.getContractEvents({ address, abi, fromBlock: 0n })
    expect(all.map(({ topics }) => topics[1])).toEqual(notes)
    const filter = { address, abi, eventName: 'Noted', fromBlock: 0n } as const
    const one = await reader.getContractEvents({ ...filter, args: { note: notes[1] } })
    expect(one.map(({ topics }) => topics[1])).toEqual([notes[1]])
  })

  it('answers nothing after it is closed, and closes twice', async () => {
    const { chain } = test
    await test.reopen()
    await chain.close()
    await expect(chain.request({ method: 'eth_chainId' })).rejects.toMatchObject({ code: 'CHAIN_CLOSED' })
  })
})

describe('opening an embedded chain', () => {
  it('refuses another chain id than the stored chain has', async () => {
    await test.chain.close()
    await expect(openEmbeddedChain({ ...test.options, chainId: CHAIN_ID + 1 })).rejects.toMatchObject({
      code: 'CHAIN_ID_MISMATCH',
    })
    await test.reopen()
  })

  it('refuses a cache folder that another chain has open', async () => {
    const other = { ...test.options, postgres: await test.postgres.database() }
    await expect(openEmbeddedChain(other)).rejects.toMatchObject({ code: 'CHAIN_IN_USE' })
  })

  it.each<[string, Partial<EmbeddedChainOptions>]>([
    ['a chain id of 0', { chainId: 0 }],
    ['a funded account that is no address', { funded: ['0x12'] }],
    ['a block that could not hold a large transaction', { blockGasLimit: 1_000_000n }],
    ['a negative block interval', { blockInterval: -1 }],
    ['a connection that cannot cross to the thread', { postgres: { password: () => 'secret' } }],
  ])('refuses %s', async (_name, wrong) => {
    await expect(openEmbeddedChain({ ...test.options, ...wrong })).rejects.toMatchObject({
      code: 'CHAIN_OPTIONS_INVALID',
    })
  })

  it('says why when the database cannot be reached', async () => {
    const nowhere = { ...test.options, postgres: { host: test.folder, user: 'nobody' } }
    await expect(openEmbeddedChain(nowhere)).rejects.toMatchObject({ code: 'CHAIN_FAILED', message: /ENOENT|connect/ })
  })
})
