import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestChain, type TestChain } from '../testing/chain.ts'
import { account } from '../testing/clients.ts'
import { auditStoredBlocks, type StoredFault } from './audit.ts'

const flip = (column: string, at: number): string =>
  `${column} = set_byte(${column}, ${at}, get_byte(${column}, ${at}) # 1)`

describe('the audit of stored blocks', () => {
  let test: TestChain
  let client: Client
  beforeAll(async () => {
    test = await openTestChain()
    client = new Client(test.options.postgres)
    await client.connect()
    const purse = await test.deploy()
    for (let amount = 1n; amount <= 5n; amount += 1n) await test.run(purse, 'mint', account.address, amount)
  })
  afterAll(async () => {
    await client.end()
    await test.close()
  })

  const audit = async (): Promise<{ faults: StoredFault[]; blocks: number }> => {
    const faults: StoredFault[] = []
    const run = auditStoredBlocks(client)
    for (;;) {
      const step = await run.next()
      if (step.done === true) return { faults, blocks: step.value }
      faults.push(step.value)
    }
  }
  /** What is found after a change, which is then undone. */
  const faultsAfter = async (change: string): Promise<string[]> => {
    await client.query('begin')
    await client.query(change)
    const { faults } = await audit()
    await client.query('rollback')
    return faults.map(({ table, block }) => `${table} ${block}`)
  }

  it('finds nothing in an untouched chain, and has looked at every block', async () => {
    const head = await test.clients.reader.getBlockNumber()
    expect(await audit()).toEqual({ faults: [], blocks: Number(head) + 1 })
  })

  it.each([
    ['raw', flip('raw', 20)],
    ['hash', flip('hash', 3)],
    ['sender', flip('sender', 7)],
    ['receipt', flip('receipt', 30)],
    ['receipt, so that it is none', flip('receipt', 0)],
  ])('names a transaction of which the %s was changed', async (_, change) => {
    expect(await faultsAfter(`update chain.transaction set ${change} where block_number = 4`)).toEqual([
      'chain.transaction 4',
    ])
  })

  it('names a transaction that was deleted, and one that was put elsewhere', async () => {
    const gone = await faultsAfter('delete from chain.transaction where block_number = 3')
    expect(new Set(gone)).toEqual(new Set(['chain.transaction 3']))
    const moved = await faultsAfter(
      'update chain.transaction set block_number = 5, transaction_index = 1 where block_number = 3',
    )
    expect(moved).toEqual(expect.arrayContaining(['chain.transaction 3', 'chain.transaction 5']))
  })

  it('names a block whose header or hash was changed, one that is missing, and the index of events', async () => {
    expect(await faultsAfter(`update chain.block set ${flip('header', 60)} where number = 2`)).toEqual([
      'chain.block 2',
    ])
    expect(await faultsAfter(`update chain.block set ${flip('hash', 0)} where number = 2`)).toEqual(['chain.block 2'])
    expect(await faultsAfter('delete from chain.block where number = 2')).toEqual(['chain.block 2'])
    expect(await faultsAfter('delete from chain.log_block where block_number = 5')).toEqual(['chain.log_block 5'])
  })

  it('names the first block that no longer follows when one was exchanged for another', async () => {
    const exchange = `update chain.block b set header = o.header, hash = sha256(o.hash) from chain.block o where b.number = 2 and o.number = 3`
    expect(await faultsAfter(exchange)).toEqual(['chain.block 2'])
  })
})
