import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { keccak256, toHex, type Hex } from 'viem'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openEmbeddedChain, type BlockEvent, type EmbeddedChain } from './open.ts'
import { account, CHAIN_ID, clientsOf, stranger, type Clients } from './testing/clients.ts'
import { compile } from './testing/compile.ts'
import { startPostgres, type TestPostgres } from './testing/postgres.ts'

const { abi, bytecode } = compile(new URL('./testing/Purse.sol', import.meta.url), 'Purse')

let postgres: TestPostgres
let folder: string
let chain: EmbeddedChain
let clients: Clients
let options: Parameters<typeof openEmbeddedChain>[0]

const mined = async (hash: Hex) => clients.reader.waitForTransactionReceipt({ hash })

const deploy = async (): Promise<Hex> => {
  const { contractAddress } = await mined(await clients.writer.deployContract({ abi, bytecode }))
  return contractAddress as Hex
}

beforeAll(async () => {
  postgres = await startPostgres()
  folder = mkdtempSync(join(tmpdir(), 'candor-chain-'))
  options = {
    postgres: await postgres.database(),
    cacheFolder: join(folder, 'cache'),
    chainId: CHAIN_ID,
    funded: [account.address],
    blockInterval: 20,
  }
  chain = await openEmbeddedChain(options)
  clients = clientsOf(chain)
})

afterAll(async () => {
  await chain.close()
  await postgres.stop()
  rmSync(folder, { recursive: true, force: true })
})

const reopen = async (): Promise<void> => {
  await chain.close()
  chain = await openEmbeddedChain(options)
  clients = clientsOf(chain)
}

describe('an embedded chain as a viem transport', () => {
  it('deploys a contract, runs it and reads it, at no price and for an account without funds', async () => {
    const address = await deploy()
    const { request } = await clients.reader.simulateContract({
      account: stranger,
      address,
      abi,
      functionName: 'mint',
      args: [stranger.address, 7n],
    })
    const receipt = await mined(await clients.visitor.writeContract(request))
    expect(receipt.status).toBe('success')
    expect(receipt.effectiveGasPrice).toBe(0n)
    expect(receipt.logs).toHaveLength(1)
    expect(
      await clients.reader.readContract({ address, abi, functionName: 'balanceOf', args: [stranger.address] }),
    ).toBe(7n)
  })

  it('tells subscribers of a block once its receipts can be read', async () => {
    const events: BlockEvent[] = []
    const found: unknown[] = []
    const end = chain.subscribe((event) => {
      events.push(event)
      void chain.request({ method: 'eth_getBlockByHash', params: [event.hash] }).then((block) => found.push(block))
    })
    const { blockHash, blockNumber } = await mined(
      await clients.writer.sendTransaction({ to: stranger.address, value: 1n }),
    )
    end()
    expect(events.at(-1)).toEqual({ type: 'block', number: blockNumber, hash: blockHash })
    await expect.poll(() => found.at(-1)).toMatchObject({ hash: blockHash })
  })

  it('answers a reverted call with the data that the contract returned', async () => {
    const purse = { address: await deploy(), abi } as const
    const read = (functionName: string, ...args: readonly unknown[]) =>
      clients.reader.readContract({ ...purse, account: stranger, functionName, args })
    await expect(read('pay', account.address, 5n)).rejects.toThrow(
      'NotEnough(address owner, uint256 has, uint256 wants)',
    )
    await expect(read('complain')).rejects.toThrow('a plain reason')
    await expect(read('divide', 0n)).rejects.toThrow('Division or modulo by zero')
  })

  it('keeps what it acknowledged, and goes on from it after it is opened again', async () => {
    const address = await deploy()
    await mined(await clients.writer.writeContract({ address, abi, functionName: 'mint', args: [account.address, 3n] }))
    const before = await clients.reader.getBlock()
    await reopen()
    expect((await clients.reader.getBlock()).hash).toBe(before.hash)
    await mined(await clients.writer.writeContract({ address, abi, functionName: 'mint', args: [account.address, 4n] }))
    expect(
      await clients.reader.readContract({ address, abi, functionName: 'balanceOf', args: [account.address] }),
    ).toBe(7n)
    expect(await clients.reader.readContract({ address, abi, functionName: 'total' })).toBe(7n)
  })

  it('finds logs by contract, event and indexed argument', async () => {
    const address = await deploy()
    const notes = ['one', 'two', 'three'].map((text) => keccak256(toHex(text)))
    for (const note of notes) {
      await mined(await clients.writer.writeContract({ address, abi, functionName: 'note', args: [note] }))
    }
    const all = await clients.reader.getContractEvents({ address, abi, fromBlock: 0n })
    expect(all.map(({ topics }) => topics[1])).toEqual(notes)
    const one = await clients.reader.getContractEvents({
      address,
      abi,
      eventName: 'Noted',
      args: { note: notes[1] },
      fromBlock: 0n,
    })
    expect(one.map(({ topics }) => topics[1])).toEqual([notes[1]])
  })
})

describe('opening an embedded chain', () => {
  it('refuses another chain id than the stored chain has', async () => {
    await chain.close()
    await expect(openEmbeddedChain({ ...options, chainId: CHAIN_ID + 1 })).rejects.toMatchObject({
      code: 'CHAIN_ID_MISMATCH',
    })
    chain = await openEmbeddedChain(options)
    clients = clientsOf(chain)
  })

  it.each<[string, Partial<typeof options>]>([
    ['a chain id of 0', { chainId: 0 }],
    ['a funded account that is no address', { funded: ['0x12'] }],
    ['a block that could not hold a large transaction', { blockGasLimit: 1_000_000n }],
  ])('refuses %s', async (_name, wrong) => {
    await expect(openEmbeddedChain({ ...options, ...wrong })).rejects.toMatchObject({ code: 'CHAIN_OPTIONS_INVALID' })
  })
})
