import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openEmbeddedChain, type EmbeddedChain } from '@candor/embedded-chain'
import fastify, { type FastifyInstance } from 'fastify'
import { privateKeyToAccount } from 'viem/accounts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { testDatabase, type TestDatabase } from '../../testing/index.ts'
import { createAllowance } from './rpc-allowance.ts'
import { registerRpc } from './rpc.ts'

const chainId = 1_188
const account = privateKeyToAccount(`0x${'31'.repeat(32)}`)

let database: TestDatabase
let folder: string
let chain: EmbeddedChain
let app: FastifyInstance

beforeAll(async () => {
  database = await testDatabase(0)
  folder = mkdtempSync(join(tmpdir(), 'candor-rpc-'))
  chain = await openEmbeddedChain({ postgres: { ...database.db.connection }, cacheFolder: folder, chainId })
  app = fastify()
  registerRpc(app, chain)
  await app.ready()
})

afterAll(async () => {
  await app.close()
  await chain.close()
  await database.close()
  rmSync(folder, { recursive: true, force: true })
})

const post = async (body: unknown): Promise<{ status: number; answer: unknown }> => {
  const payload = typeof body === 'string' ? body : JSON.stringify(body)
  const reply = await app.inject({
    method: 'POST',
    url: '/rpc',
    headers: { 'content-type': 'application/json' },
    payload,
  })
  return { status: reply.statusCode, answer: reply.body === '' ? undefined : reply.json() }
}

const call = (method: string, params: unknown = [], id: unknown = 1) => ({ jsonrpc: '2.0', id, method, params })

const errorOf = async (body: unknown) =>
  ((await post(body)).answer as { readonly error: { readonly code: number; readonly message: string } }).error

describe('JSON-RPC at /rpc', () => {
  it('answers a call under its id', async () => {
    const { status, answer } = await post(call('eth_chainId', [], 'seven'))
    expect(status).toBe(200)
    expect(answer).toEqual({ jsonrpc: '2.0', id: 'seven', result: '0x4a4' })
  })

  it('answers a batch call by call, wrong ones among them', async () => {
    const { answer } = await post([call('eth_chainId', [], 1), call('eth_getBalance', ['0x12'], 2), 5])
    expect(answer).toMatchObject([
      { id: 1, result: '0x4a4' },
      { id: 2, error: { code: -32_602 } },
      { id: null, error: { code: -32_600 } },
    ])
  })

  it('takes a signed transaction and gives its receipt', async () => {
    const raw = await account.signTransaction({
      chainId,
      type: 'legacy',
      nonce: 0,
      gas: 21_000n,
      gasPrice: 0n,
      to: account.address,
    })
    const { answer } = await post(call('eth_sendRawTransaction', [raw]))
    const hash = (answer as { result: string }).result
    const receipt = async () =>
      ((await post(call('eth_getTransactionReceipt', [hash]))).answer as { result: unknown }).result
    await expect.poll(receipt).toMatchObject({ status: '0x1', transactionHash: hash })
    expect(await errorOf(call('eth_sendRawTransaction', [raw]))).toMatchObject({
      code: -32_000,
      message: /nonce too low/,
    })
  })

  it('carries out a notification without an answer', async () => {
    expect(await post({ jsonrpc: '2.0', method: 'eth_blockNumber' })).toEqual({ status: 204, answer: undefined })
  })

  it.each([
    'eth_sendTransaction',
    'eth_sign',
    'admin_peers',
    'debug_traceTransaction',
    'personal_unlockAccount',
    'evm_mine',
  ])('does not know %s', async (method) => {
    expect(await errorOf(call(method))).toMatchObject({ code: -32_601 })
  })

  it.each([
    ['what is not JSON', '{"jsonrpc":', -32_700],
    ['an empty batch', [], -32_600],
    ['a batch that is too long', Array.from({ length: 101 }, () => call('eth_chainId')), -32_005],
    ['another version', { id: 1, method: 'eth_chainId' }, -32_600],
    ['named parameters', call('eth_getBalance', { address: account.address }), -32_602],
  ])('refuses %s', async (_name, body, code) => {
    expect(await errorOf(body)).toMatchObject({ code })
  })

  it('refuses a body that is too large', async () => {
    const { status, answer } = await post(call('web3_sha3', [`0x${'00'.repeat(600_000)}`]))
    expect(status).toBe(413)
    expect(answer).toMatchObject({ error: { code: -32_600 } })
  })

  it('lets a call of the public burn a limited amount of gas', async () => {
    // Code that gives back the gas it has left: GAS PUSH0 MSTORE, 32 bytes from 0.
    const data = '0x5a5f5260205ff3'
    const left = async (gas?: string) => {
      const { answer } = await post(call('eth_call', [{ data, ...(gas === undefined ? {} : { gas }) }, 'latest']))
      return BigInt((answer as { result: string }).result)
    }
    expect(await left()).toBeLessThanOrEqual(10_000_000n)
    expect(await left('0x10000000000')).toBeLessThanOrEqual(10_000_000n)
    expect(await left('0x186a0')).toBeLessThan(100_000n)
  })
})

describe('an allowance', () => {
  it('lets each caller so many times in a window, and again in the next', () => {
    let time = 0
    const may = createAllowance(2, 100, () => time)
    expect([may('a'), may('a'), may('a'), may('b')]).toEqual([true, true, false, true])
    time = 100
    expect(may('a')).toBe(true)
  })
})
