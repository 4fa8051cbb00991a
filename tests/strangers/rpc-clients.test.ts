import { request } from 'node:http'
import { journalAnchorsAbi } from '@candor/contracts'
import { record } from '@candor/server/modules/journal/index'
import { uuidv7 } from '@candor/server/platform/ids'
import { eventually, testServer, type TestServer } from '@candor/server/testing'
import { Contract, JsonRpcProvider, Wallet, WebSocketProvider, type EventLog } from 'ethers'
import { createPublicClient, createWalletClient, defineChain, http, parseAbiItem, webSocket, type Hex } from 'viem'
import { privateKeyToAccount } from 'viem/accounts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

/** The libraries that most Ethereum programs are made with, as they are, against a whole server. */

let server: TestServer
let url: string
let address: Hex

const anchored = parseAbiItem(
  'event Anchored(uint32 indexed member, bytes32 indexed log, uint64 treeSize, bytes32 rootHash, bytes32 checkpointHash)',
)

/** Has something sealed and anchored: a block with an event. */
const makeEvent = async (): Promise<void> => {
  await server.db.inOrganisation(server.organisations[0]!, async (tx) =>
    record(tx, {
      subject: uuidv7(),
      kind: 'note.added',
      actor: 'system',
      purpose: 'service-contract',
      body: { text: 'called back' },
    }),
  )
}

beforeAll(async () => {
  server = await testServer()
  await server.app.listen({ host: '127.0.0.1', port: 0 })
  url = `127.0.0.1:${(server.app.server.address() as { port: number }).port}/rpc`
  address = server.ledger.addresses.JournalAnchors
  await makeEvent()
})
afterAll(async () => server.close())

const chainOf = (id: number) =>
  defineChain({
    id,
    name: 'the ledger',
    nativeCurrency: { name: 'Ether', symbol: 'ETH', decimals: 18 },
    rpcUrls: { default: { http: [] } },
  })

describe.each([
  ['WebSocket', () => webSocket(`ws://${url}`)],
  ['HTTP', () => http(`http://${url}`)],
])('viem by %s', (_, transportOf) => {
  it('reads, follows, filters, proves, sends and waits', async () => {
    const chain = chainOf(server.ledger.connection.chainId)
    const transport = transportOf()
    const client = createPublicClient({ chain, transport, pollingInterval: 50 })
    const heads: bigint[] = []
    const events: bigint[] = []
    const failures: unknown[] = []
    const onError = (error: unknown): void => void failures.push(error)
    const unwatch = [
      client.watchBlockNumber({ onBlockNumber: (number) => heads.push(number), onError }),
      client.watchContractEvent({
        address,
        abi: journalAnchorsAbi,
        eventName: 'Anchored',
        onLogs: (logs) => events.push(...logs.map(({ args }) => args.treeSize!)),
        onError,
      }),
    ]
    const filter = await client.createEventFilter({ address, event: anchored })
    const blocks = await client.createBlockFilter()
    // Whoever listens has to be listening before something happens.
    await client.getBlockNumber({ cacheTime: 0 })
    await makeEvent()
    await eventually('an event and a head', async () => events.length > 0 && heads.length > 0)
    expect((await client.getFilterChanges({ filter })).length).toBeGreaterThan(0)
    expect((await client.getFilterChanges({ filter: blocks })).length).toBeGreaterThan(0)
    expect(await client.uninstallFilter({ filter })).toBe(true)
    for (const end of unwatch) end()
    expect(failures).toEqual([])

    const [log] = await client.getLogs({ address, event: anchored, fromBlock: 0n })
    const { log: journal, treeSize, rootHash } = log!.args
    expect(
      await client.readContract({
        address,
        abi: journalAnchorsAbi,
        functionName: 'rootAt',
        args: [journal!, treeSize!],
      }),
    ).toBe(rootHash)
    expect(await client.getCode({ address })).toMatch(/^0x60/)
    expect(await client.getProof({ address, storageKeys: [] })).toMatchObject({ address: address.toLowerCase() })
    expect(await client.getFeeHistory({ blockCount: 2, rewardPercentiles: [50] })).toHaveProperty('baseFeePerGas')
    expect(await client.estimateFeesPerGas()).toEqual({ maxFeePerGas: 0n, maxPriorityFeePerGas: 0n })

    const account = privateKeyToAccount(`0x${'51'.repeat(31)}${_ === 'HTTP' ? '01' : '02'}`)
    const wallet = createWalletClient({ account, chain, transport })
    const hash = await wallet.sendTransaction({ to: account.address, value: 0n })
    expect(await client.waitForTransactionReceipt({ hash })).toMatchObject({ status: 'success' })
    expect(await client.getTransactionCount({ address: account.address })).toBe(1)
    if (_ === 'WebSocket')
      (await (transport({ chain }).value as { getRpcClient(): Promise<{ close(): void }> }).getRpcClient()).close()
  })
})

describe('ethers', () => {
  const exercise = async (provider: JsonRpcProvider | WebSocketProvider, key: string): Promise<void> => {
    const contract = new Contract(address, journalAnchorsAbi, provider)
    const heads: number[] = []
    const events: bigint[] = []
    await provider.on('block', (number: number) => heads.push(number))
    await contract.on('Anchored', (_member, _log, treeSize: bigint) => events.push(treeSize))
    await provider.getBlockNumber()
    await makeEvent()
    await eventually('an event and a head', async () => events.length > 0 && heads.length > 0)
    await provider.removeAllListeners()
    await contract.removeAllListeners()

    expect((await provider.getNetwork()).chainId).toBe(BigInt(server.ledger.connection.chainId))
    const [event] = await contract.queryFilter('Anchored', 0)
    const { log, treeSize, rootHash } = (event as EventLog).args as unknown as Record<string, unknown>
    expect(await contract.getFunction('rootAt')(log, treeSize)).toBe(rootHash)
    expect((await provider.getBlock('latest', true))?.prefetchedTransactions).toBeInstanceOf(Array)
    expect((await provider.getFeeData()).gasPrice).toBe(0n)
    expect(await provider.send('eth_getProof', [address, [], 'latest'])).toHaveProperty('accountProof')

    const wallet = new Wallet(key, provider)
    const sent = await wallet.sendTransaction({ to: wallet.address, value: 0n })
    expect((await sent.wait())?.status).toBe(1)
    expect(await provider.getTransactionCount(wallet.address)).toBe(1)
  }

  it('reads, follows, sends and waits by WebSocket', async () => {
    const provider = new WebSocketProvider(`ws://${url}`)
    await exercise(provider, `0x${'52'.repeat(32)}`)
    await provider.destroy()
  })

  it('reads, follows, sends and waits by HTTP, with filters', async () => {
    const provider = new JsonRpcProvider(`http://${url}`, undefined, { pollingInterval: 50 })
    await exercise(provider, `0x${'53'.repeat(32)}`)
    provider.destroy()
  })
})

describe('clients that offer HTTP/2 with every request', () => {
  it('are answered in HTTP/1.1 as before, although there are WebSockets', async () => {
    const status = await new Promise<number | undefined>((resolve, reject) => {
      const headers = {
        connection: 'Upgrade, HTTP2-Settings',
        upgrade: 'h2c',
        'http2-settings': 'AAMAAABkAARAAAAAAAIAAAAA',
      }
      const asked = request(new URL('/health', `http://${url}`), { headers }, (reply) => {
        reply.resume()
        resolve(reply.statusCode)
      })
      asked.once('upgrade', () => reject(new Error('the server took the upgrade')))
      asked.once('error', reject)
      asked.end()
    })
    expect(status).toBe(200)
  })
})
