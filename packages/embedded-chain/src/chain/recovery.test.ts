import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
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

beforeAll(async () => {
  test = await openTestChain()
  purse = await test.deploy()
  for (let amount = 1n; amount <= 5n; amount += 1n) await test.run(purse, 'mint', account.address, amount)
})

afterAll(() => test.close())

describe('the state of a chain that is opened', () => {
  it('is made from all blocks, with progress, when the cache is gone', async () => {
    const progress: Progress[] = []
    const head = await test.clients.reader.getBlock()
    await test.reopen(deleteCache, { onProgress: (each) => progress.push(each) })
    expect(await total()).toBe(15n)
    expect(progress.at(-1)).toEqual({ block: head.number, of: head.number })
  })

  it('is made from all blocks when the cache is spoilt', async () => {
    await test.reopen(spoilCache)
    expect(await total()).toBe(15n)
  })

  it('is made from all blocks when the cache is ahead of a database that was set back', async () => {
    await test.run(purse, 'mint', account.address, 100n)
    await test.reopen(async () => {
      await sql('delete from chain.transaction where block_number = (select max(number) from chain.block)')
      await sql('delete from chain.block where number = (select max(number) from chain.block)')
    })
    expect(await total()).toBe(15n)
    await test.run(purse, 'mint', account.address, 1n)
    expect(await total()).toBe(16n)
  })

  it('is brought up from an older cache by the blocks that it lacks', async () => {
    const kept = new Map<string, Buffer>()
    await test.reopen(() => {
      for (const file of cacheFiles()) kept.set(file, readFileSync(file))
    })
    await test.run(purse, 'mint', account.address, 2n)
    await test.run(purse, 'mint', account.address, 2n)
    const progress: Progress[] = []
    await test.reopen(
      () => {
        deleteCache()
        mkdirSync(test.options.cacheFolder)
        for (const [file, content] of kept) writeFileSync(file, content)
      },
      { onProgress: (each) => progress.push(each) },
    )
    expect(await total()).toBe(20n)
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
    expect(await total()).toBe(20n)
  })
})
