import { generateKeyPairSync, sign } from 'node:crypto'
import { verifyMerkleProof } from '@ethereumjs/mpt'
import { RLP } from '@ethereumjs/rlp'
import { encodeFunctionData, keccak256, numberToHex, pad, parseTransaction, toHex, type Hex } from 'viem'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fromHex } from '../bytes/bytes.ts'
import { openTestChain, type TestChain } from '../testing/chain.ts'
import { account, CHAIN_ID, stranger } from '../testing/clients.ts'

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

describe('blocks, transactions and receipts', () => {
  it('gives a block by number, by hash and by name, with hashes or whole transactions', async () => {
    const number = await head()
    const block = await test.request<{ hash: Hex; transactions: Hex[] }>('eth_getBlockByNumber', number, false)
    const whole = await test.request<{ transactions: { hash: Hex }[] }>('eth_getBlockByHash', block.hash, true)
    expect(whole.transactions.map(({ hash }) => hash)).toEqual(block.transactions)
    for (const name of ['latest', 'safe', 'finalized', 'pending']) {
      expect(await test.request('eth_getBlockByNumber', name, false)).toEqual(block)
    }
    expect(await test.request('eth_getBlockByNumber', 'earliest', false)).toMatchObject({ number: '0x0' })
    expect(await test.request('eth_getBlockByNumber', '0xffffff', false)).toBeNull()
  })

  it.each(['legacy', 'eip2930', 'eip1559'] as const)('gives a %s transaction as it was signed', async (type) => {
    const { reader, writer } = test.clients
    const fees = type === 'eip1559' ? { maxFeePerGas: 3n, maxPriorityFeePerGas: 2n } : { gasPrice: 2n }
    const request = await writer.prepareTransactionRequest({
      type,
      to: stranger.address,
      value: 1n,
      data: '0x1234',
      ...(type === 'legacy' ? {} : { accessList: [{ address: purse, storageKeys: [pad('0x1')] }] }),
      ...fees,
    } as never)
    const raw = await writer.signTransaction(request as never)
    const hash = await reader.request({ method: 'eth_sendRawTransaction', params: [raw] })
    expect(hash).toBe(keccak256(raw))
    const receipt = await reader.waitForTransactionReceipt({ hash })
    expect(receipt).toMatchObject({ status: 'success', type, effectiveGasPrice: 2n, contractAddress: null })
    const { from, to, value, nonce, gas, input, accessList } = await reader.getTransaction({ hash })
    const signed = parseTransaction(raw)
    expect({ to, value, nonce, gas, input }).toEqual({
      to: signed.to?.toLowerCase(),
      value: 1n,
      nonce: signed.nonce,
      gas: signed.gas,
      input: '0x1234',
    })
    expect(from).toBe(account.address.toLowerCase())
    expect(accessList ?? []).toHaveLength(type === 'legacy' ? 0 : 1)
    expect(await test.request('eth_getRawTransactionByHash', hash)).toBe(raw)
  })

  it('gives the address and the receipt of a created contract, and all receipts of a block', async () => {
    const { reader, writer } = test.clients
    const receipt = await reader.waitForTransactionReceipt({ hash: await writer.deployContract(test.purse) })
    expect(await reader.getCode({ address: receipt.contractAddress as Hex })).toMatch(/^0x60/)
    const receipts = await test.request<unknown[]>('eth_getBlockReceipts', numberToHex(receipt.blockNumber))
    expect(receipts).toContainEqual(await test.request('eth_getTransactionReceipt', receipt.transactionHash))
  })

  it('gives a failed transaction with its status and without its logs', async () => {
    const hash = await test.clients.visitor.writeContract({
      address: purse,
      abi: test.purse.abi,
      functionName: 'pay',
      args: [account.address, 1n],
      gas: 100_000n,
    })
    const receipt = await test.clients.reader.waitForTransactionReceipt({ hash })
    expect(receipt.status).toBe('reverted')
    expect(receipt.logs).toEqual([])
  })

  it('knows nothing of a transaction that was never sent', async () => {
    const hash = toHex(new Uint8Array(32).fill(7))
    expect(await test.request('eth_getTransactionByHash', hash)).toBeNull()
    expect(await test.request('eth_getTransactionReceipt', hash)).toBeNull()
  })
})

describe('sending transactions', () => {
  const signed = async (changes: Record<string, unknown>, by = stranger): Promise<Hex> =>
    by.signTransaction({
      chainId: CHAIN_ID,
      type: 'eip1559',
      nonce: await test.clients.reader.getTransactionCount({ address: by.address }),
      gas: 100_000n,
      to: account.address,
      maxFeePerGas: 0n,
      maxPriorityFeePerGas: 0n,
      ...changes,
    } as never)

  const cases: [string, Record<string, unknown>, RegExp][] = [
    ['for another chain', { chainId: 1 }, /^invalid chain id for signer/],
    ['with too little gas to begin', { gas: 20_000n }, /^intrinsic gas too low: gas 20000, minimum needed 21000/],
    ['with more gas than a transaction may have', { gas: 2n ** 24n + 1n }, /^transaction gas limit too high/],
    [
      'that pays more than the sender has',
      { value: 10n ** 20n },
      /^insufficient funds for gas \* price \+ value: balance \d+, tx cost/,
    ],
    ['that bids more than the sender has', { maxFeePerGas: 10n ** 16n }, /^insufficient funds/],
    ['with too little gas for its data', { gas: 22_000n, data: `0x${'11'.repeat(40)}` }, /floor data gas cost/],
    ['that is too large', { data: `0x${'00'.repeat(140_000)}`, gas: 16_000_000n }, /^oversized data/],
    [
      'with init code that is too large',
      { to: undefined, data: `0x${'00'.repeat(49_153)}`, gas: 16_000_000n },
      /^max initcode size exceeded/,
    ],
  ]
  it.each(cases)('refuses one %s', async (_name, changes, message) => {
    expect(await errorOf('eth_sendRawTransaction', await signed(changes))).toMatchObject({ code: -32_000, message })
  })

  it('refuses one whose nonce has passed, and one that it has', async () => {
    const { reader } = test.clients
    const raw = await signed({})
    const hash = await test.request<Hex>('eth_sendRawTransaction', raw)
    const again = await errorOf('eth_sendRawTransaction', raw)
    if (again !== undefined) expect(again).toMatchObject({ code: -32_000, message: /^(already known|nonce too low)/ })
    await reader.waitForTransactionReceipt({ hash })
    expect(await errorOf('eth_sendRawTransaction', raw)).toMatchObject({
      message: /^nonce too low: next nonce \d+, tx nonce \d+/,
    })
  })

  it.each([
    ['0x', /transaction type not supported/],
    ['0x05c0', /transaction type not supported/],
    ['0x02c0', /^rlp: /],
    ['0xf800', /^rlp: /],
    ['0x1', /expected 0x and pairs/],
  ])('refuses %s', async (raw, message) => {
    expect(await errorOf('eth_sendRawTransaction', raw)).toMatchObject({ message })
  })

  it('refuses a legacy transaction that any chain would take', async () => {
    const raw = await stranger.signTransaction({
      type: 'legacy',
      nonce: 0,
      gas: 21_000n,
      gasPrice: 0n,
      to: account.address,
    })
    expect(await errorOf('eth_sendRawTransaction', raw)).toMatchObject({ message: /^only replay-protected/ })
  })

  it('counts waiting transactions in the pending nonce, and runs them when the gap before them closes', async () => {
    const { reader } = test.clients
    const nonce = await reader.getTransactionCount({ address: stranger.address })
    const later = await test.request<Hex>('eth_sendRawTransaction', await signed({ nonce: nonce + 1 }))
    expect(await test.request('eth_getTransactionByHash', later)).toMatchObject({
      blockNumber: null,
      nonce: numberToHex(nonce + 1),
    })
    expect(await reader.getTransactionCount({ address: stranger.address, blockTag: 'pending' })).toBe(nonce)
    await test.request('eth_sendRawTransaction', await signed({ nonce }))
    expect(await reader.getTransactionCount({ address: stranger.address, blockTag: 'pending' })).toBe(nonce + 2)
    expect((await reader.waitForTransactionReceipt({ hash: later })).status).toBe('success')
  })
})

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

describe('logs and filters', () => {
  it('finds what matches in a range, by any of several values, and nothing else', async () => {
    const other = await test.deploy()
    const first = (await test.run(other, 'mint', stranger.address, 1n)).blockNumber
    await test.run(purse, 'mint', stranger.address, 1n)
    await test.run(other, 'mint', account.address, 1n)
    const last = (await test.run(other, 'note', pad('0xaa'))).blockNumber
    const range = { fromBlock: numberToHex(first), toBlock: numberToHex(last) }
    const find = (filter: Record<string, unknown>) =>
      test.request<{ address: Hex }[]>('eth_getLogs', { ...range, ...filter })
    const paid = keccak256(toHex('Paid(address,address,uint256)'))
    const noted = keccak256(toHex('Noted(bytes32)'))
    expect(await find({})).toHaveLength(4)
    expect(await find({ address: other })).toHaveLength(3)
    expect(await find({ address: [other, purse], topics: [paid] })).toHaveLength(3)
    expect(await find({ topics: [[paid, noted]] })).toHaveLength(4)
    expect(await find({ topics: [null, null, pad(stranger.address)] })).toHaveLength(2)
    expect(await find({ address: other, topics: [paid, [], pad(stranger.address)] })).toHaveLength(1)
    expect(await find({ topics: [noted, null, pad(stranger.address)] })).toEqual([])
    expect(await find({ address: stranger.address })).toEqual([])
    const { hash } = await test.clients.reader.getBlock({ blockNumber: last })
    const byHash = await test.request<unknown[]>('eth_getLogs', { blockHash: hash })
    expect(byHash).toEqual(await find({ fromBlock: numberToHex(last) }))
  })

  it('refuses ranges that end before they begin, unknown blocks and malformed filters', async () => {
    expect(await errorOf('eth_getLogs', { fromBlock: '0x2', toBlock: '0x1' })).toMatchObject({ code: -32_602 })
    expect(await errorOf('eth_getLogs', { blockHash: pad('0x1') })).toMatchObject({ message: 'unknown block' })
    expect(await errorOf('eth_getLogs', { topics: ['0x12'] })).toMatchObject({ code: -32_602, message: /topics\[0\]/ })
    expect(await errorOf('eth_getLogs', { address: 5 })).toMatchObject({ code: -32_602 })
  })

  it('reports to a filter what came since it was asked last', async () => {
    const logs = await test.request<Hex>('eth_newFilter', { address: purse })
    const blocks = await test.request<Hex>('eth_newBlockFilter')
    expect(await test.request('eth_getFilterChanges', logs)).toEqual([])
    const { blockHash } = await test.run(purse, 'note', pad('0xbb'))
    expect(await test.request('eth_getFilterChanges', logs)).toHaveLength(1)
    expect(await test.request('eth_getFilterChanges', logs)).toEqual([])
    expect(await test.request('eth_getFilterChanges', blocks)).toContain(blockHash)
    expect(await test.request('eth_getFilterLogs', logs)).toHaveLength(1)
    expect(await test.request('eth_uninstallFilter', logs)).toBe(true)
    expect(await errorOf('eth_getFilterChanges', logs)).toMatchObject({ message: 'filter not found' })
  })

  it('serves viem watchers', async () => {
    const seen: unknown[] = []
    const { reader } = test.clients
    const end = reader.watchContractEvent({ address: purse, abi: test.purse.abi, onLogs: (logs) => seen.push(...logs) })
    await expect
      .poll(async () => {
        await test.run(purse, 'note', pad('0xcc'))
        return seen.length
      })
      .toBeGreaterThan(0)
    end()
  })
})

describe('fees', () => {
  it('are zero wherever a client asks for them', async () => {
    const { reader } = test.clients
    expect(await reader.getGasPrice()).toBe(0n)
    expect(await reader.estimateFeesPerGas()).toMatchObject({ maxFeePerGas: 0n, maxPriorityFeePerGas: 0n })
    const history = await reader.getFeeHistory({ blockCount: 2, rewardPercentiles: [50] })
    expect(history.baseFeePerGas).toEqual([0n, 0n, 0n])
    expect(history.reward).toEqual([[0n], [0n]])
  })
})

describe('a method that the chain does not have', () => {
  it('is refused by name', async () => {
    expect(await errorOf('eth_mining')).toMatchObject({
      code: -32_601,
      message: 'the method eth_mining does not exist/is not available',
    })
  })
})
