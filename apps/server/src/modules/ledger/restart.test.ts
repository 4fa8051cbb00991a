import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { testDatabase, type TestDatabase } from '../../testing/index.ts'
import type { Ledger } from './index.ts'
import { openProgramme, plainRule } from './testing/ledger-fixture.ts'
import { openTestLedger } from './testing/open-ledger.ts'

let database: TestDatabase
let ledger: Ledger
beforeAll(async () => {
  database = await testDatabase()
  ledger = await openTestLedger(database, undefined)
  ledger.start()
})
afterAll(async () => {
  await ledger.stop()
  await database.close()
})

const restart = async (): Promise<void> => {
  await ledger.stop()
  ledger = await openTestLedger(database, undefined)
  ledger.start()
}

type Key = { account: Buffer; next: number }

const keys = async (): Promise<Key[]> =>
  (await database.db.owner.query<Key>('select account, next_nonce as next from system.ledger_key')).rows

describe('a ledger that is stopped and started', () => {
  it('finds its contracts where they were, and puts no second ones there', async () => {
    const { addresses } = ledger
    const before = await ledger.connection.client.getBlockNumber()
    await restart()
    expect(ledger.addresses).toEqual(addresses)
    expect(await ledger.connection.client.getBlockNumber()).toBe(before)
  })

  it('goes on with calls that were queued, signed or sent, each once', { timeout: 120_000 }, async () => {
    const [organisationId] = database.organisations
    const shop = await openProgramme({ db: database.db, ledger }, organisationId!, [plainRule(1_000)], 1)
    const calls = Array.from({ length: 40 }, (_, index) =>
      shop.earning([{ holder: 1, purchase: index, amount: 100n, time: 1_600_000_000 }]),
    )
    for (const [index, call] of calls.entries()) {
      await shop.enqueue(call, shop.merchant)
      if (index % 12 === 11) await restart()
    }
    const rows = await Promise.all(calls.map(async ({ reference }) => shop.settled(reference)))
    expect(rows.map(({ state }) => state)).toEqual(calls.map(() => 'mined'))
    expect(await ledger.reader.balanceOf(shop.programme, 1)).toBe(40n)
    expect(new Set(rows.map(({ id }) => id)).size).toBe(40)
    for (const { account, next } of await keys()) {
      const address = `0x${account.toString('hex')}` as const
      expect(await ledger.connection.client.getTransactionCount({ address })).toBe(next)
    }
    const { rows: open } = await database.db.owner.query('select from system.ledger_transaction')
    expect(open).toEqual([])
  })

  it('refuses to go on with contracts or networks other than its own', async () => {
    await ledger.stop()
    const tamper = async (text: string, values: unknown[] = []): Promise<void> => {
      await database.db.owner.query(text, values)
    }
    const opening = async (): Promise<unknown> => openTestLedger(database, undefined)

    await tamper('update system.ledger_network set chain_id = chain_id + 1')
    await expect(opening()).rejects.toMatchObject({ code: 'LEDGER_WRONG_CHAIN' })
    await tamper('update system.ledger_network set chain_id = chain_id - 1')

    const swap = 'update system.ledger_contract set code_hash = reverse(code_hash) where step = $1'
    await tamper(swap, ['Members'])
    await expect(opening()).rejects.toMatchObject({ code: 'LEDGER_CONTRACT_CHANGED' })
    await tamper(swap, ['Members'])

    const flip = 'update system.ledger_contract set address = reverse(address) where step = $1'
    await tamper(flip, ['JournalAnchors'])
    await expect(opening()).rejects.toMatchObject({ code: 'LEDGER_CONTRACT_MISSING' })
    await tamper(flip, ['JournalAnchors'])

    ledger = await openTestLedger(database, undefined)
    ledger.start()
  })
})
