import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openEmbeddedChain, type EmbeddedChain } from '@candor/embedded-chain'
import fastify, { type FastifyInstance } from 'fastify'
import { privateKeyToAccount } from 'viem/accounts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { WebSocket, type ClientOptions } from 'ws'
import { eventually, testDatabase, type TestDatabase } from '../../testing/index.ts'
import { registerRpc, type RpcOptions } from './rpc.ts'

const chainId = 1_189
const account = privateKeyToAccount(`0x${'32'.repeat(32)}`)

let database: TestDatabase
let folder: string
let chain: EmbeddedChain
const running: FastifyInstance[] = []

/** A server with limits of its own on the one chain. @returns the address of its socket */
const serve = async (socket: RpcOptions['socket'] = {}): Promise<{ app: FastifyInstance; url: string }> => {
  const app = fastify()
  running.push(app)
  registerRpc(app, chain, { socket })
  await app.listen({ host: '127.0.0.1', port: 0 })
  return { app, url: `ws://127.0.0.1:${(app.server.address() as { port: number }).port}/rpc` }
}

type Message = {
  readonly id?: unknown
  readonly result?: unknown
  readonly error?: { readonly code: number; readonly message: string }
  readonly params?: { readonly subscription: string; readonly result: Record<string, unknown> }
}

/** A connection that keeps what it was told. */
const connect = async (url: string, options: ClientOptions = {}) => {
  const socket = new WebSocket(url, options)
  const messages: Message[] = []
  const ended = new Promise<{ code: number; reason: string }>((resolve) => {
    socket.on('close', (code, reason) => resolve({ code, reason: String(reason) }))
  })
  socket.on('message', (data) => messages.push(JSON.parse((data as Buffer).toString()) as Message))
  await new Promise<void>((resolve, reject) => {
    socket.once('open', () => resolve())
    socket.once('error', reject)
  })
  socket.on('error', () => undefined)
  const answer = async (id: unknown): Promise<Message> =>
    eventually(`the answer to ${String(id)}`, async () => messages.find((message) => message.id === id))
  let last = 0
  const ask = async (method: string, ...params: unknown[]): Promise<Message> => {
    last += 1
    const id = last
    socket.send(JSON.stringify({ jsonrpc: '2.0', id, method, params }))
    return answer(id)
  }
  return { socket, messages, ended, answer, ask }
}

let nonce = 0
/** Has a block made, by a transaction. @returns its number */
const makeBlock = async (data: `0x${string}` = '0x'): Promise<string> => {
  const fields = { chainId, type: 'legacy', nonce, gas: 100_000n, gasPrice: 0n, data } as const
  // Without a recipient the data run: a contract is created.
  const raw = await account.signTransaction(data === '0x' ? { ...fields, to: account.address } : fields)
  nonce += 1
  const hash = await chain.request({ method: 'eth_sendRawTransaction', params: [raw] })
  const receipt = await eventually('the receipt', async () => {
    const found = await chain.request({ method: 'eth_getTransactionReceipt', params: [hash] })
    return (found ?? undefined) as { blockNumber: string } | undefined
  })
  return receipt.blockNumber
}

/** Code that writes a log with the topic 0x2a and nothing else: PUSH1 42 PUSH0 PUSH0 LOG1 STOP. */
const logs42 = '0x602a5f5fa100'
const topic42 = `0x${'2a'.padStart(64, '0')}`

beforeAll(async () => {
  database = await testDatabase(0)
  folder = mkdtempSync(join(tmpdir(), 'candor-rpc-socket-'))
  chain = await openEmbeddedChain({ postgres: { ...database.db.connection }, cacheFolder: folder, chainId })
})

afterAll(async () => {
  await Promise.all(running.map(async (app) => app.close()))
  await chain.close()
  await database.close()
  rmSync(folder, { recursive: true, force: true })
})

describe('JSON-RPC over WebSocket at /rpc', () => {
  let url: string
  beforeAll(async () => {
    ;({ url } = await serve({ subscriptions: 3 }))
  })

  it('answers calls and batches like HTTP, each under its id', async () => {
    const { socket, ask, messages } = await connect(url)
    expect(await ask('eth_chainId')).toEqual({ jsonrpc: '2.0', id: 1, result: '0x4a5' })
    expect(await ask('eth_getBalance', '0x12')).toMatchObject({ error: { code: -32_602 } })
    expect(await ask('admin_peers')).toMatchObject({ error: { code: -32_601 } })
    socket.send(
      JSON.stringify([
        { jsonrpc: '2.0', id: 'a', method: 'eth_chainId' },
        { jsonrpc: '2.0', method: 'eth_blockNumber' },
        { jsonrpc: '2.0', id: 'b', method: 'net_peerCount' },
      ]),
    )
    await eventually('the batch', async () => messages.some((message) => Array.isArray(message)))
    expect(messages.at(-1)).toMatchObject([
      { id: 'a', result: '0x4a5' },
      { id: 'b', result: '0x0' },
    ])
    socket.close()
  })

  it('says when a message is no JSON, and goes on', async () => {
    const { socket, answer, ask } = await connect(url)
    socket.send('{"jsonrpc":')
    expect(await answer(null)).toMatchObject({ error: { code: -32_700 } })
    expect(await ask('eth_chainId')).toMatchObject({ result: '0x4a5' })
    socket.close()
  })

  it('tells of each new head once and in order, behind the answer that names the subscription', async () => {
    const { socket, ask, messages } = await connect(url)
    const { result: id } = await ask('eth_subscribe', 'newHeads')
    const numbers = [await makeBlock(), await makeBlock(), await makeBlock()]
    const news = () => messages.filter(({ params }) => params?.subscription === id)
    await eventually('three heads', async () => news().length >= 3)
    expect(news().map(({ params }) => params!.result['number'])).toEqual(numbers)
    const head = news()[0]!.params!.result
    const {
      transactions: _,
      uncles: __,
      size: ___,
      ...block
    } = (await chain.request({
      method: 'eth_getBlockByNumber',
      params: [numbers[0], false],
    })) as Record<string, unknown>
    expect(block).toMatchObject(head)
    expect(head).toMatchObject({
      hash: expect.any(String),
      parentHash: expect.any(String),
      logsBloom: expect.any(String),
    })
    expect(head).not.toHaveProperty('transactions')
    expect(await ask('eth_unsubscribe', id)).toMatchObject({ result: true })
    expect(await ask('eth_unsubscribe', id)).toMatchObject({ result: false })
    const number = await makeBlock()
    expect(await ask('eth_blockNumber')).toMatchObject({ result: number })
    expect(news()).toHaveLength(3)
    socket.close()
  })

  it('tells of the logs that match, as eth_getLogs gives them', async () => {
    const { socket, ask, messages } = await connect(url)
    const { result: every } = await ask('eth_subscribe', 'logs')
    const { result: mine } = await ask('eth_subscribe', 'logs', { topics: [topic42] })
    const { result: other } = await ask('eth_subscribe', 'logs', { topics: [`0x${'2b'.padStart(64, '0')}`] })
    const number = await makeBlock(logs42)
    const of = (id: unknown) => messages.flatMap(({ params }) => (params?.subscription === id ? [params!.result] : []))
    await eventually('the log', async () => of(mine).length > 0 && of(every).length > 0)
    const expected = await chain.request({ method: 'eth_getLogs', params: [{ fromBlock: number, toBlock: number }] })
    expect(of(mine)).toEqual(expected)
    expect(of(every)).toEqual(expected)
    expect(of(other)).toEqual([])
    socket.close()
  })

  it('refuses kinds of subscription that there are not, wrong filters, and too many', async () => {
    const { socket, ask } = await connect(url)
    expect(await ask('eth_subscribe', 'newPendingTransactions')).toMatchObject({
      error: { code: -32_601, message: expect.stringContaining('subscribe to newHeads or logs') },
    })
    expect(await ask('eth_subscribe', 'syncing')).toMatchObject({ error: { code: -32_601 } })
    expect(await ask('eth_subscribe')).toMatchObject({ error: { code: -32_601 } })
    expect(await ask('eth_subscribe', 'logs', { address: '0x12' })).toMatchObject({ error: { code: -32_602 } })
    for (let at = 0; at < 3; at += 1) expect(await ask('eth_subscribe', 'newHeads')).toHaveProperty('result')
    expect(await ask('eth_subscribe', 'newHeads')).toMatchObject({ error: { code: -32_005 } })
    socket.close()
  })

  it('closes on frames that are no text, and on messages that are too long', async () => {
    const binary = await connect(url)
    binary.socket.send(Buffer.from('{}'))
    expect(await binary.ended).toMatchObject({ code: 1003 })
    const long = await connect(url)
    long.socket.send('x'.repeat(1_100_000))
    expect(await long.ended).toMatchObject({ code: 1009 })
  })

  it('has no socket elsewhere, and none for what is no WebSocket', async () => {
    await expect(connect(url.replace('/rpc', '/api/events'))).rejects.toThrow('404')
    const page = await fetch(url.replace('ws:', 'http:'))
    expect(page.status).toBe(404)
  })
})

describe('limits of a connection', () => {
  it('are so many connections of one address', async () => {
    const { url } = await serve({ perAddress: 2 })
    const [one] = [await connect(url), await connect(url)]
    await expect(connect(url)).rejects.toThrow('429')
    // Behind a proxy on this machine, addresses are those that the proxy names.
    const behind = await connect(url, { headers: { 'x-forwarded-for': '203.0.113.7' } })
    behind.socket.close()
    one.socket.close()
    await eventually('there is room again', async () => connect(url).catch(() => undefined))
  })

  it('are so many requests in a minute, counted over all connections of the address', async () => {
    const { url } = await serve({ requests: 4 })
    const [one, other] = [await connect(url), await connect(url)]
    for (const { ask } of [one, other]) {
      expect(await ask('eth_chainId')).toHaveProperty('result')
      expect(await ask('eth_chainId')).toHaveProperty('result')
    }
    expect(await one.ask('eth_chainId')).toMatchObject({ error: { code: -32_005 } })
    expect(await other.ask('eth_chainId')).toMatchObject({ error: { code: -32_005 } })
  })

  it('are so many requests at once', async () => {
    const { url } = await serve({ atOnce: 2 })
    const { socket, messages } = await connect(url)
    for (let id = 1; id <= 20; id += 1) {
      socket.send(JSON.stringify({ jsonrpc: '2.0', id, method: 'eth_getBlockByNumber', params: ['latest', true] }))
    }
    await eventually('every answer', async () => messages.length === 20)
    expect(messages.some(({ error }) => error?.code === -32_005)).toBe(true)
    expect(messages.some(({ result }) => result !== undefined)).toBe(true)
  })

  it('cut off who does not read', async () => {
    const { url } = await serve({ unread: 1_000_000, requests: 100_000, atOnce: 100_000 })
    const { socket, ended } = await connect(url)
    socket.pause()
    const question = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'web3_clientVersion' })
    const long = JSON.stringify({ jsonrpc: '2.0', id: 'x'.repeat(200_000), method: 'web3_clientVersion' })
    for (let at = 0; at < 200 && socket.readyState === WebSocket.OPEN; at += 1) socket.send(long)
    socket.send(question)
    await eventually('the server has let go', async () => {
      const { socket: again, ask } = await connect(url)
      await ask('eth_chainId')
      again.close()
      return true
    })
    socket.resume()
    expect((await ended).code).not.toBe(1000)
  })

  it('close a connection that asks nothing and follows nothing, and keep one that follows', async () => {
    const { url } = await serve({ idle: 1, pingEvery: 50 })
    const following = await connect(url)
    await following.ask('eth_subscribe', 'newHeads')
    const silent = await connect(url)
    expect(await silent.ended).toEqual({ code: 1000, reason: 'idle' })
    expect(following.socket.readyState).toBe(WebSocket.OPEN)
  })

  it('let go of a connection whose other side is gone', async () => {
    const { url } = await serve({ pingEvery: 50 })
    const mute = await connect(url, { autoPong: false })
    expect(await mute.ended).toMatchObject({ code: 1006 })
  })
})

describe('a server that stops', () => {
  it('says goodbye to those who are connected, and does not wait for the deaf', async () => {
    const { app, url } = await serve()
    const polite = await connect(url)
    await polite.ask('eth_subscribe', 'newHeads')
    const deaf = await connect(url)
    deaf.socket.pause()
    await app.close()
    expect(await polite.ended).toEqual({ code: 1001, reason: 'the server is stopping' })
    deaf.socket.resume()
    expect((await deaf.ended).code).toBeGreaterThan(1000)
    await expect(connect(url)).rejects.toThrow()
  })
})
