import { generateKeyPairSync, sign } from 'node:crypto'
import { verifyMerkleProof } from '@ethereumjs/mpt'
import { RLP } from '@ethereumjs/rlp'
import { encodeFunctionData, keccak256, numberToHex, pad, toHex, type Hex } from 'viem'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fromHex } from '../bytes/bytes.ts'
import { openTestChain, type TestChain } from '../testing/chain.ts'
import { account, stranger } from '../testing/clients.ts'

let test: TestChain
let purse: Hex

beforeAll(async () => {
  test = await openTestChain()
  purse = await test.deploy()
  await test.run(purse, 'mint', account.address, 40n)
})

afterAll(() => test.close())

const head = () => test.request<Hex>('eth_blockNumber')
const errorOf = (method: string, ...params: readonly unknown[]) =>
  test.request(method, ...params).then(
    () => undefined,
    (error: unknown) => error,
  )
const dataOf = (functionName: string, ...args: readonly unknown[]) =>
  encodeFunctionData({ abi: test.purse.abi, functionName, args })

describe('calls and estimates', () => {
  it('answers a revert with code 3 and the data, in the form of other nodes', async () => {
    const call = (data: Hex) => ({ from: stranger.address, to: purse, data })
    expect(await errorOf('eth_call', call(dataOf('complain')), 'latest')).toMatchObject({
      code: 3,
      message: 'execution reverted: a plain reason',
      data: expect.stringMatching(/^0x08c379a0/),
    })
    expect(await errorOf('eth_call', call(dataOf('divide', 0n)), 'latest')).toMatchObject({
      code: 3,
      message: 'execution reverted: division or modulo by zero',
      data: `0x4e487b71${'12'.padStart(64, '0')}`,
    })
    const custom = { code: 3, message: 'execution reverted', data: expect.stringMatching(/^0x[0-9a-f]{200}$/) }
    expect(await errorOf('eth_call', call(dataOf('pay', account.address, 9n)), 'latest')).toMatchObject(custom)
    expect(await errorOf('eth_estimateGas', call(dataOf('pay', account.address, 9n)))).toMatchObject(custom)
  })

  it('answers other failures with their reason', async () => {
    const burn = { to: purse, data: dataOf('burn'), gas: '0x186a0' }
    expect(await errorOf('eth_call', burn, 'latest')).toMatchObject({ code: -32_000, message: 'out of gas' })
    expect(await errorOf('eth_estimateGas', burn)).toMatchObject({ message: 'gas required exceeds allowance (100000)' })
    const rich = { from: stranger.address, to: account.address, value: '0xde0b6b3a7640000' }
    expect(await errorOf('eth_call', rich, 'latest')).toMatchObject({ message: /^insufficient funds/ })
  })

  it('estimates gas that is enough, and hardly more', async () => {
    const transfer = { from: account.address, to: stranger.address, value: '0x1' }
    expect(await test.request('eth_estimateGas', transfer)).toBe(numberToHex(21_000))
    const fresh = toHex(new Uint8Array(20).fill(0x5a))
    const { reader, writer } = test.clients
    const mint = { address: purse, abi: test.purse.abi, functionName: 'mint', args: [fresh, 5n] } as const
    const gas = await reader.estimateContractGas({ ...mint, account })
    const receipt = await reader.waitForTransactionReceipt({ hash: await writer.writeContract({ ...mint, gas }) })
    expect(receipt.status).toBe('success')
    expect(Number(gas) / Number(receipt.gasUsed)).toBeLessThan(1.25)
  })

  it('leaves no trace of a call', async () => {
    const before = await test.clients.reader.readContract({
      address: purse,
      abi: test.purse.abi,
      functionName: 'total',
    })
    await test.request(
      'eth_call',
      { from: account.address, to: purse, data: dataOf('mint', stranger.address, 5n) },
      'latest',
    )
    await test.clients.reader.estimateGas({ account, to: purse, data: dataOf('mint', stranger.address, 5n) })
    expect(await test.clients.reader.readContract({ address: purse, abi: test.purse.abi, functionName: 'total' })).toBe(
      before,
    )
  })

  it('runs a call in the place of the next block, now', async () => {
    const [number, parentHash, time] = (await test.clients.reader.readContract({
      address: purse,
      abi: test.purse.abi,
      functionName: 'blockOf',
    })) as readonly [bigint, Hex, bigint]
    const block = await test.clients.reader.getBlock()
    expect(number).toBe(block.number + 1n)
    expect(parentHash).toBe(block.hash)
    expect(time).toBeGreaterThanOrEqual(block.timestamp)
  })

  it('verifies a P-256 signature in the precompiled contract', async () => {
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
    const message = Buffer.from('a passkey signs this')
    const signature = sign('sha256', message, { key: privateKey, dsaEncoding: 'ieee-p1363' })
    const { x, y } = publicKey.export({ format: 'jwk' }) as { x: string; y: string }
    const digest = Buffer.from(await crypto.subtle.digest('SHA-256', message))
    const input = Buffer.concat([digest, signature, Buffer.from(x, 'base64url'), Buffer.from(y, 'base64url')])
    const verify = (bytes: Buffer) =>
      test.clients.reader.readContract({
        address: purse,
        abi: test.purse.abi,
        functionName: 'verifyP256',
        args: [toHex(bytes)],
      })
    expect(await verify(input)).toBe(true)
    input[3] = (input[3] as number) ^ 1
    expect(await verify(input)).toBe(false)
  })

  it('serves the states of the last blocks', async () => {
    const { reader } = test.clients
    const address = await test.deploy()
    const slot = keccak256(`0x${stranger.address.slice(2).padStart(64, '0')}${'0'.repeat(64)}`)
    const amounts = [3n, 5n, 0n, 7n]
    const blocks: bigint[] = []
    for (const amount of amounts) blocks.push((await test.run(address, 'mint', stranger.address, amount)).blockNumber)
    const totals = [3n, 8n, 8n, 15n]
    const balance = { address, abi: test.purse.abi, functionName: 'balanceOf', args: [stranger.address] } as const
    for (const [index, blockNumber] of blocks.entries()) {
      expect(await reader.readContract({ ...balance, blockNumber })).toBe(totals[index])
      expect(await reader.getStorageAt({ address, slot, blockNumber })).toBe(
        numberToHex(totals[index] as bigint, { size: 32 }),
      )
    }
    const before = (blocks[0] as bigint) - 2n
    expect(await reader.getCode({ address, blockNumber: before })).toBeUndefined()
    const nonce = await reader.getTransactionCount({ address: account.address })
    expect(await reader.getTransactionCount({ address: account.address, blockNumber: before })).toBe(nonce - 5)
    const estimate = { account: stranger, to: address, data: dataOf('pay', account.address, 10n) }
    await expect(reader.estimateGas({ ...estimate, blockNumber: blocks[2] as bigint })).rejects.toThrow('reverted')
    expect(await reader.estimateGas({ ...estimate, blockNumber: blocks[3] as bigint })).toBeGreaterThan(21_000n)
  })

  it('says so when an older state is asked for', async () => {
    const old = numberToHex(BigInt(await head()) - 1n)
    await test.reopen()
    for (const [method, ...params] of [
      ['eth_getBalance', account.address, old],
      ['eth_call', { to: purse }, old],
      ['eth_estimateGas', { to: purse }, { blockNumber: old }],
    ] as const) {
      expect(await errorOf(method, ...params)).toMatchObject({
        code: -32_000,
        message: /^historical state is not available: block \d+ was asked for/,
      })
    }
    expect(await errorOf('eth_getProof', account.address, [], old)).toMatchObject({ code: -32_000 })
    expect(await errorOf('eth_getBalance', account.address, '0xffffff')).toMatchObject({ message: 'header not found' })
    expect(await test.request('eth_getBalance', account.address, await head())).toMatch(/^0x/)
  })

  it('refuses overrides instead of ignoring them', async () => {
    expect(await errorOf('eth_call', { to: purse }, 'latest', { [purse]: { balance: '0x1' } })).toMatchObject({
      code: -32_602,
    })
  })
})

describe('proofs', () => {
  it('hold an account and its slots against the state root of the block', async () => {
    const slot = keccak256(`0x${account.address.slice(2).padStart(64, '0')}${'0'.repeat(64)}`)
    const absent = pad('0x99')
    const { reader } = test.clients
    const proof = await reader.getProof({ address: purse, storageKeys: [slot, absent] })
    const { stateRoot } = await reader.getBlock()
    const leaf = await verifyMerkleProof(fromHex(purse), proof.accountProof.map(fromHex), {
      root: fromHex(stateRoot),
      useKeyHashing: true,
    })
    const [, , storageRoot] = RLP.decode(leaf) as Uint8Array[]
    expect(toHex(storageRoot as Uint8Array)).toBe(proof.storageHash)
    const proved = (index: number) =>
      verifyMerkleProof(fromHex([slot, absent][index] as Hex), (proof.storageProof[index]?.proof ?? []).map(fromHex), {
        root: fromHex(proof.storageHash),
        useKeyHashing: true,
      })
    expect(toHex(RLP.decode((await proved(0)) as Uint8Array) as Uint8Array)).toBe(
      toHex(proof.storageProof[0]?.value ?? 0n),
    )
    expect(proof.storageProof[0]?.value).toBeGreaterThan(0n)
    expect(await proved(1)).toBeNull()
    expect(proof.storageProof[1]?.value).toBe(0n)
  })

  it('show that an account does not exist', async () => {
    const nobody = toHex(new Uint8Array(20).fill(0xee))
    const { reader } = test.clients
    const proof = await reader.getProof({ address: nobody, storageKeys: [pad('0x0')] })
    expect(proof).toMatchObject({ balance: 0n, nonce: 0 })
    const { stateRoot } = await reader.getBlock()
    const options = { root: fromHex(stateRoot), useKeyHashing: true }
    expect(await verifyMerkleProof(fromHex(nobody), proof.accountProof.map(fromHex), options)).toBeNull()
  })
})
