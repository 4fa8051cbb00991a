import { describe, expect, it } from 'vitest'
import { fromHex, toHex, type Address, type Hex } from '../bytes/bytes.ts'
import { createChainCommon } from '../evm/common.ts'
import { decodeTransaction, type SignedTransaction } from '../evm/transaction.ts'
import { account, stranger } from '../testing/clients.ts'
import { Mempool } from './mempool.ts'

const chainId = 5
const common = createChainCommon(chainId)

const sign = async (
  nonce: number,
  { from = account, fee = 0n, data = '0x' }: { from?: typeof account; fee?: bigint; data?: Hex } = {},
): Promise<SignedTransaction> =>
  decodeTransaction(
    fromHex(
      await from.signTransaction({
        chainId,
        type: 'eip1559',
        nonce,
        gas: 100_000n,
        to: stranger.address,
        data,
        maxFeePerGas: fee,
        maxPriorityFeePerGas: fee,
      }),
    ),
    common,
  )

const order = (pool: Mempool): string[] =>
  [...pool.inOrder()].map(({ senderHex, body }) => `${senderHex === sender ? 'a' : 'b'}${body.nonce}`)

const sender = account.address.toLowerCase() as Address

const filled = async (...transactions: readonly SignedTransaction[]): Promise<Mempool> => {
  const pool = new Mempool()
  for (const transaction of transactions) pool.add(transaction, 0n)
  return pool
}

describe('the pool of waiting transactions', () => {
  it('gives them in order of arrival, each sender in order of nonce', async () => {
    const pool = await filled(
      await sign(0),
      await sign(0, { from: stranger }),
      await sign(2),
      await sign(1, { from: stranger }),
      await sign(1),
    )
    expect(order(pool)).toEqual(['a0', 'b0', 'b1', 'a1', 'a2'])
    expect(pool.nextNonce(sender)).toBe(3n)
  })

  it('holds back what waits for an earlier nonce', async () => {
    const pool = await filled(await sign(1), await sign(2))
    expect(pool.runnable).toBe(false)
    expect(order(pool)).toEqual([])
    expect(pool.nextNonce(sender)).toBe(0n)
    expect(pool.contents().gapped).toHaveLength(2)
    pool.add(await sign(0), 0n)
    expect(order(pool)).toEqual(['a0', 'a1', 'a2'])
  })

  it('takes out what a block contains and keeps the rest in order', async () => {
    const pool = await filled(await sign(0), await sign(1), await sign(0, { from: stranger }), await sign(2))
    pool.settle([
      { senderHex: sender, nonce: 0n },
      { senderHex: sender, nonce: 1n },
    ])
    expect(order(pool)).toEqual(['b0', 'a2'])
    expect(pool.size).toBe(2)
  })

  it('offers those of a sealed block to no other, and finds them until it is published', async () => {
    const first = await sign(0)
    const pool = await filled(first, await sign(1), await sign(0, { from: stranger }), await sign(3))
    const places = [{ senderHex: sender, nonce: 0n }]
    pool.take(places)
    pool.take(places)
    expect(order(pool)).toEqual(['a1', 'b0'])
    expect(pool.get(first.hashHex)).toBe(first)
    expect([pool.size, pool.gapped]).toEqual([4, 1])
    const other = await sign(0, { fee: 9n })
    expect(() => pool.add(other, 0n)).toThrow('nonce too low: next nonce 1, tx nonce 0')
    pool.settle(places)
    expect(order(pool)).toEqual(['a1', 'b0'])
    expect(pool.get(first.hashHex)).toBeUndefined()
    expect([pool.size, pool.gapped]).toEqual([3, 1])
  })

  it('holds back the later ones of a sender when one cannot run, until another takes its place', async () => {
    const bad = await sign(1, { fee: 7n })
    const pool = await filled(await sign(0), bad, await sign(2), await sign(0, { from: stranger }))
    pool.drop(bad)
    expect(order(pool)).toEqual(['a0', 'b0'])
    expect(pool.nextNonce(sender)).toBe(1n)
    pool.add(await sign(1), 0n)
    expect(order(pool).toSorted()).toEqual(['a0', 'a1', 'a2', 'b0'])
  })

  it('refuses what it has already', async () => {
    const pool = await filled(await sign(0))
    await expect(sign(0).then((transaction) => pool.add(transaction, 0n))).rejects.toMatchObject({
      code: -32_000,
      message: 'already known',
    })
  })

  it('replaces a transaction by one that offers a tenth more, and by no other', async () => {
    const first = await sign(0, { fee: 10n })
    const pool = await filled(first)
    for (const fee of [9n, 10n]) {
      const other = await sign(0, { fee, data: '0x01' })
      expect(() => pool.add(other, 0n)).toThrow('replacement transaction underpriced')
    }
    const better = await sign(0, { fee: 11n })
    pool.add(better, 0n)
    expect([...pool.inOrder()]).toEqual([better])
    expect(pool.get(first.hashHex)).toBeUndefined()
    expect(pool.size).toBe(1)
  })

  it('is full at its limits of number, bytes and gaps, and has room again when a block was made', async () => {
    const one = await sign(0)
    const two = await sign(1)
    const limited = (limits: Partial<ConstructorParameters<typeof Mempool>[0]>) => {
      const pool = new Mempool({ transactions: 10, bytes: 10_000, gapped: 10, gappedPerSender: 10, ...limits })
      pool.add(one, 0n)
      return pool
    }
    const few = limited({ transactions: 1 })
    expect(() => few.add(two, 0n)).toThrow('txpool is full')
    few.settle([{ senderHex: sender, nonce: 0n }])
    few.add(two, 1n)
    expect(order(few)).toEqual(['a1'])

    expect(() => limited({ bytes: one.raw.length + 1 }).add(two, 0n)).toThrow('txpool is full')
    const gaps = limited({ gapped: 1 })
    gaps.add(await sign(5), 0n)
    const another = await sign(6)
    expect(() => gaps.add(another, 0n)).toThrow('txpool is full')
    gaps.add(two, 0n)
    expect(order(gaps)).toEqual(['a0', 'a1'])
  })

  it('makes room for what can run by letting go of what waits for an earlier nonce', async () => {
    const pool = new Mempool({ transactions: 2, bytes: 10_000, gapped: 2, gappedPerSender: 2 })
    const waits = await sign(5)
    pool.add(waits, 0n)
    pool.add(await sign(6), 0n)
    pool.add(await sign(0), 0n)
    expect(pool.get(waits.hashHex)).toBeUndefined()
    pool.add(await sign(0, { from: stranger }), 0n)
    expect(order(pool)).toEqual(['a0', 'b0'])
  })

  it('finds a waiting transaction by its hash', async () => {
    const one = await sign(0)
    const pool = await filled(one)
    expect(pool.get(toHex(one.hash))).toBe(one)
  })
})
