import { keccak256, numberToHex, pad, parseTransaction, toHex, type Hex } from 'viem'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
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
