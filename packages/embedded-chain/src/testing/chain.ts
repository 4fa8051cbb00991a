import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ContractFunctionArgs } from 'viem'
import type { Hex } from '../bytes/bytes.ts'
import { openEmbeddedChain, type EmbeddedChain } from '../open.ts'
import type { EmbeddedChainOptions } from '../options.ts'
import { account, CHAIN_ID, clientsOf, type Clients } from './clients.ts'
import { compile, type Compiled } from './compile.ts'
import { startPostgres, type TestPostgres } from './postgres.ts'

/** A chain on a Postgres of its own, for one test file. */
export interface TestChain {
  readonly postgres: TestPostgres
  readonly folder: string
  readonly options: EmbeddedChainOptions
  readonly purse: Compiled
  /** The chain that is open now. */
  readonly chain: EmbeddedChain
  readonly clients: Clients
  request<T>(method: string, ...params: readonly unknown[]): Promise<T>
  /** Puts the test contract on the chain; gives its address. */
  deploy(): Promise<Hex>
  /** Runs a function of the test contract for {@link account}, and waits for its block. */
  run(
    purse: Hex,
    functionName: string,
    ...args: ContractFunctionArgs
  ): ReturnType<Clients['reader']['waitForTransactionReceipt']>
  /** Closes the chain and opens it again; `between` may change what it finds. */
  reopen(between?: () => Promise<void> | void, changes?: Partial<EmbeddedChainOptions>): Promise<void>
  close(): Promise<void>
}

export const openTestChain = async (changes: Partial<EmbeddedChainOptions> = {}): Promise<TestChain> => {
  const postgres = await startPostgres()
  const folder = mkdtempSync(join(tmpdir(), 'candor-chain-'))
  const options: EmbeddedChainOptions = {
    postgres: await postgres.database(),
    cacheFolder: join(folder, 'cache'),
    chainId: CHAIN_ID,
    funded: [account.address],
    blockInterval: 10,
    ...changes,
  }
  const purse = compile(new URL('Purse.sol', import.meta.url), 'Purse')
  let chain = await openEmbeddedChain(options)
  let clients = clientsOf(chain)

  const mined = (hash: Hex) => clients.reader.waitForTransactionReceipt({ hash })
  return {
    postgres,
    folder,
    options,
    purse,
    get chain() {
      return chain
    },
    get clients() {
      return clients
    },
    request: <T>(method: string, ...params: readonly unknown[]) => chain.request({ method, params }) as Promise<T>,
    async deploy() {
      const { contractAddress } = await mined(await clients.writer.deployContract(purse))
      return contractAddress as Hex
    },
    async run(address, functionName, ...args) {
      return mined(await clients.writer.writeContract({ address, abi: purse.abi, functionName, args }))
    },
    async reopen(between, changed = {}) {
      await chain.close()
      await between?.()
      chain = await openEmbeddedChain({ ...options, ...changed })
      clients = clientsOf(chain)
    },
    async close() {
      await chain.close()
      await postgres.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
