import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ClassicLevel } from 'classic-level'
import { Client } from 'pg'
import type { Hex } from 'viem'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openEmbeddedChain } from '../open.ts'
import type { Progress } from '../options.ts'
import { openTestChain, type TestChain } from '../testing/chain.ts'
import { account } from '../testing/clients.ts'

let test: TestChain
let purse: Hex

const total = () => test.clients.reader.readContract({ address: purse, abi: test.purse.abi, functionName: 'total' })

const sql = async (text: string, values: readonly unknown[] = []): Promise<readonly Record<string, unknown>[]> => {
  const client = new Client(test.options.postgres)
  await client.connect()
  try {
    return (await client.query(text, [...values])).rows as Record<string, unknown>[]
  } finally {
    await client.end()
  }
}

const cacheFiles = (): string[] => {
  const { cacheFolder } = test.options
  return readdirSync(cacheFolder).map((name) => join(cacheFolder, name))
}

const deleteCache = (): void => rmSync(test.options.cacheFolder, { recursive: true, force: true })

/** Changes every byte of the files that hold records. */
const spoilCache = (): void => {
  for (const file of cacheFiles().filter((name) => /\.(log|ldb)$/.test(name))) {
    writeFileSync(
      file,
      readFileSync(file).map((byte) => byte ^ 0x55),
    )
  }
}

/** Changes a byte in each record of the cache of one kind, as a bad disk would. */
const spoilRecords = async (mark: string): Promise<void> => {
  const level = new ClassicLevel<Buffer, Buffer>(test.options.cacheFolder, {
    keyEncoding: 'buffer',
    valueEncoding: 'buffer',
  })
  for (const [key, value] of await level.iterator({ gte: Buffer.from(mark), lt: Buffer.from(`${mark}\xff`) }).all()) {
    value[0] = (value[0] as number) ^ 1
    await level.put(key, value)
  }
  await level.close()
}

beforeAll(async () => {
  test = await openTestChain()
  purse = await test.deploy()
  for (let amount = 1n; amount <= 5n; amount += 1n) await test.run(purse, 'mint', account.address, amount)
})

afterAll(() => test.close())

describe('the state of a chain that is opened', () => {
  it('is made from all blocks, with progress, when the cache is gone', async () => {
    const before = await total()
    const progress: Progress[] = []
    const head = await test.clients.reader.getBlock()
    await test.reopen(deleteCache, { onProgress: (each) => progress.push(each) })
    expect(await total()).toBe(before)
    expect(progress.at(-1)).toEqual({ block: head.number, of: head.number })
  })

  it('is made from all blocks when the cache is spoilt', async () => {
    const before = await total()
    await test.reopen(spoilCache)
    expect(await total()).toBe(before)
  })

  it('is made from all blocks when the cache is ahead of a database that was set back', async () => {
    const before = (await total()) as bigint
    await test.run(purse, 'mint', account.address, 100n)
    await test.reopen(async () => {
      await sql('delete from chain.transaction where block_number = (select max(number) from chain.block)')
      await sql('delete from chain.block where number = (select max(number) from chain.block)')
    })
    expect(await total()).toBe(before)
    await test.run(purse, 'mint', account.address, 1n)
    expect(await total()).toBe(before + 1n)
  })

  it('is brought up from an older cache by the blocks that it lacks', async () => {
    const before = (await total()) as bigint
    const kept = new Map<string, Buffer>()
    await test.reopen(() => {
      for (const file of cacheFiles()) kept.set(file, readFileSync(file))
    })
    await test.run(purse, 'mint', account.address, 2n)
    await test.run(purse, 'mint', account.address, 2n)
    const progress: Progress[] = []
    const restoreFiles = (): void => {
      deleteCache()
      mkdirSync(test.options.cacheFolder)
      for (const [file, content] of kept) writeFileSync(file, content)
    }
    await test.reopen(restoreFiles, { onProgress: (each) => progress.push(each) })
    expect(await total()).toBe(before + 4n)
    expect(progress).toHaveLength(1)
  })

  it.each([
    [
      'a transaction',
      `update chain.transaction set raw = set_byte(raw, 10, get_byte(raw, 10) # 1) where block_number = 3`,
    ],
    [
      'a receipt',
      `update chain.transaction set receipt = set_byte(receipt, 3, get_byte(receipt, 3) # 1) where block_number = 3`,
    ],
    ['a header', `update chain.block set header = set_byte(header, 150, get_byte(header, 150) # 1) where number = 3`],
    ['a missing block', `delete from chain.block where number = 3`],
  ])('is refused when the stored blocks have %s that was changed', async (_name, change) => {
    const before = await total()
    await test.chain.close()
    await sql(`create table kept_block as select * from chain.block`)
    await sql(`create table kept_transaction as select * from chain.transaction`)
    await sql(change)
    deleteCache()
    await expect(openEmbeddedChain(test.options)).rejects.toMatchObject({
      code: 'CHAIN_CORRUPT',
      message: expect.stringContaining('3'),
    })
    await sql(`truncate chain.block, chain.transaction`)
    await sql(`insert into chain.block select * from kept_block`)
    await sql(`insert into chain.transaction select * from kept_transaction`)
    await sql(`drop table kept_block, kept_transaction`)
    await test.reopen()
    expect(await total()).toBe(before)
  })
})

describe('a chain that meets a spoilt record in its cache', () => {
  it('answers a query with an error, never with the wrong value, and mends itself', async () => {
    const before = await total()
    await test.reopen(() => spoilRecords('S'))
    await expect(total()).rejects.toThrow('cache')
    await expect.poll(() => total().catch(() => undefined), { timeout: 30_000 }).toBe(before)
  })

  it.each([
    ['a slot', 'S'],
    ['a node of a storage trie', 's'],
    ['a node of the state trie', 'a'],
    ['code', 'C'],
  ])('makes the next block on the right state when %s was spoilt', async (_name, mark) => {
    const before = await total()
    await test.reopen(() => spoilRecords(mark))
    const nonce = await test.clients.reader.getTransactionCount({ address: account.address }).catch(() => undefined)
    const hash = await test.clients.writer.writeContract({
      address: purse,
      abi: test.purse.abi,
      functionName: 'mint',
      args: [account.address, 1n],
      gas: 1_000_000n,
      maxFeePerGas: 0n,
      maxPriorityFeePerGas: 0n,
      ...(nonce === undefined ? {} : { nonce }),
    })
    const { status } = await test.clients.reader.waitForTransactionReceipt({ hash })
    expect(status).toBe('success')
    expect(await total()).toBe((before as bigint) + 1n)
    await test.reopen(deleteCache)
    expect(await total()).toBe((before as bigint) + 1n)
  })
})
