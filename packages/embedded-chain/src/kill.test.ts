import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import type { Hex } from 'viem'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openEmbeddedChain, type EmbeddedChain } from './open.ts'
import type { EmbeddedChainOptions } from './options.ts'
import { account, CHAIN_ID, clientsOf } from './testing/clients.ts'
import { compile } from './testing/compile.ts'
import { startPostgres, type TestPostgres } from './testing/postgres.ts'
import type { WriterSettings } from './testing/writer.ts'

/** A campaign sets more. */
const ROUNDS = Number(process.env['CANDOR_KILL_ROUNDS'] ?? 3)
const writerFile = fileURLToPath(new URL('./testing/writer.ts', import.meta.url))
const { abi, bytecode } = compile(new URL('./testing/Purse.sol', import.meta.url), 'Purse')

let postgres: TestPostgres
let folder: string
let options: EmbeddedChainOptions

beforeAll(async () => {
  postgres = await startPostgres()
  folder = mkdtempSync(join(tmpdir(), 'candor-chain-kill-'))
  options = {
    postgres: await postgres.database(),
    cacheFolder: join(folder, 'cache'),
    chainId: CHAIN_ID,
    blockInterval: 10,
  }
})

afterAll(async () => {
  await postgres.stop()
  rmSync(folder, { recursive: true, force: true })
})

const deploy = async (): Promise<Hex> => {
  const chain = await openEmbeddedChain(options)
  const { reader, writer } = clientsOf(chain)
  const hash = await writer.deployContract({ abi, bytecode })
  const { contractAddress } = await reader.waitForTransactionReceipt({ hash })
  await chain.close()
  return contractAddress as Hex
}

/** Lets a process write, kills it after `milliseconds`, and gives the transactions that it was told are in. */
const writeUntilKilled = async (settings: WriterSettings, milliseconds: number): Promise<Hex[]> => {
  const process_ = spawn(process.execPath, [writerFile, JSON.stringify(settings)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const exit = once(process_, 'exit')
  const lines = createInterface({ input: process_.stdout })
  const acknowledged: Hex[] = []
  const first = new Promise((resolve) => {
    lines.on('line', (line) => {
      if (line.startsWith('0x')) acknowledged.push(line as Hex)
      resolve(undefined)
    })
  })
  await Promise.race([first, exit])
  await sleep(milliseconds)
  process_.kill('SIGKILL')
  await exit
  return acknowledged
}

const receiptOf = (chain: EmbeddedChain, hash: Hex) =>
  chain.request({ method: 'eth_getTransactionReceipt', params: [hash] }) as Promise<{ status: string } | null>

const stateOf = async (chain: EmbeddedChain, purse: Hex) => {
  const { reader } = clientsOf(chain)
  const { hash, number } = await reader.getBlock()
  const total = await reader.readContract({ address: purse, abi, functionName: 'total' })
  const { stateRoot } = await reader.getBlock()
  const proof = await reader.getProof({ address: purse, storageKeys: [] })
  return { hash, number, total, stateRoot, storageHash: proof.storageHash }
}

describe('a chain whose process is killed while it writes', () => {
  it(
    `has everything it acknowledged, and the state that its blocks give, after each of ${ROUNDS} kills`,
    async () => {
      const purse = await deploy()
      const settings = { chain: options, purse, abi }
      const acknowledged = new Set<Hex>()
      for (let round = 0; round < ROUNDS; round += 1) {
        for (const hash of await writeUntilKilled(settings, Math.random() * 1_000)) acknowledged.add(hash)

        const chain = await openEmbeddedChain(options)
        const receipts = await Promise.all([...acknowledged].map((hash) => receiptOf(chain, hash)))
        expect(receipts.filter((receipt) => receipt?.status !== '0x1')).toEqual([])
        const fromCache = await stateOf(chain, purse)
        await chain.close()

        if (round % 5 !== 4 && round !== ROUNDS - 1) continue
        // Opening with an empty cache runs every block again and compares each root.
        const replayed = await openEmbeddedChain({ ...options, cacheFolder: join(folder, `replay-${round}`) })
        expect(await stateOf(replayed, purse)).toEqual(fromCache)
        await replayed.close()
      }
      expect(acknowledged.size).toBeGreaterThan(0)
    },
    90_000 * ROUNDS,
  )
})

describe('a chain whose database is killed while it writes', () => {
  it('goes on when the database is back, with each block stored once', async () => {
    const own = { ...options, postgres: await postgres.database(), cacheFolder: join(folder, 'database-cache') }
    const chain = await openEmbeddedChain(own)
    const { writer, reader } = clientsOf(chain)
    const send = (nonce: number) =>
      writer.sendTransaction({ to: account.address, nonce, gas: 21_000n, maxFeePerGas: 0n, maxPriorityFeePerGas: 0n })
    const hashes: Hex[] = []
    for (let nonce = 0; nonce < 60; nonce += 1) {
      hashes.push(await send(nonce))
      if (nonce === 20) await postgres.kill()
      if (nonce === 40) await postgres.start()
    }
    for (const hash of hashes) {
      expect((await reader.waitForTransactionReceipt({ hash, timeout: 60_000 })).status).toBe('success')
    }
    const head = await reader.getBlock()
    await chain.close()
    const again = await openEmbeddedChain({ ...own, cacheFolder: join(folder, 'database-replay') })
    expect((await clientsOf(again).reader.getBlock()).hash).toBe(head.hash)
    await again.close()
  })
})
