import { openTestLedger } from '@candor/server/modules/ledger/testing/open-ledger'
import { onLedger, openProgramme, plainRule } from '@candor/server/modules/ledger/testing/ledger-fixture'
import type { Ledger } from '@candor/server/modules/ledger/index'
import { testDatabase, type TestDatabase } from '@candor/server/testing'
import { parseEther, toHex } from 'viem'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { anvilBinary, amongCompanies, startAnvil, withoutAnvil, type Anvil } from '@candor/bench/src/network/anvil.ts'
import { startFaultyProxy } from './faulty-proxy.ts'

const port = 4122
const proxyPort = 4123
const patience = { resendAfter: 1_000, replaceAfter: 3_000, stallAfter: 4_000 }
const inTime = { timeout: 60_000, interval: 200 } as const
const bought = 1_600_000_000

const closing: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close()
})

const started = async (args: readonly string[]): Promise<{ node: Anvil; database: TestDatabase }> => {
  const node = await startAnvil(port, args)
  closing.push(node.stop)
  const database = await testDatabase()
  closing.push(database.close)
  return { node, database }
}

const working = async (database: TestDatabase, url: string): Promise<Ledger> => {
  const ledger = await openTestLedger(database, url, { patience })
  closing.push(async () => ledger.stop())
  ledger.start()
  return ledger
}

/** The account that a ledger which asks for fees says to lack funds. */
const accountLackingFunds = ({ absence }: Ledger): string => {
  const [account] = /0x[0-9a-fA-F]{40}/.exec(absence?.reason ?? '') ?? []
  if (account === undefined) throw new Error(`no account is named: ${absence?.reason}`)
  return account
}

describe.skipIf(anvilBinary === undefined)(`a network (${anvilBinary === undefined ? withoutAnvil : 'anvil'})`, () => {
  it('that loses requests and answers, and gets some twice, makes every call once', { timeout: 240_000 }, async () => {
    const { node, database } = await started(amongCompanies)
    const proxy = await startFaultyProxy(proxyPort, node.url)
    closing.push(proxy.close)
    const ledger = await working(database, proxy.url)
    const shop = await openProgramme({ db: database.db, ledger }, database.organisations[0]!, [plainRule(1_000)], 1)

    // By what is asked, not by its turn: whoever asks in a rhythm would meet the same fate for ever.
    const asked = new Map<string, number>()
    proxy.fate = (body) => {
      const { method, params } = JSON.parse(body) as { method: string; params: unknown }
      const question = `${method} ${JSON.stringify(params)}`
      const before = asked.get(question) ?? 0
      asked.set(question, before + 1)
      if (method !== 'eth_sendRawTransaction') return before % 7 === 6 ? 'lose-answer' : 'pass'
      return (['lose-request', 'lose-answer', 'double'] as const)[before] ?? 'pass'
    }
    const calls = Array.from({ length: 15 }, (_, purchase) =>
      shop.earning([{ holder: 1, purchase, amount: 100n, time: bought }]),
    )
    for (const call of calls) await shop.enqueue(call, shop.merchant)
    const rows = await Promise.all(
      calls.map(async ({ reference }) =>
        vi.waitUntil(async () => {
          const row = await shop.rowOf(reference)
          return row?.state === 'mined' ? row : undefined
        }, inTime),
      ),
    )
    expect(rows).toHaveLength(15)
    proxy.fate = () => 'pass'
    expect(await ledger.reader.balanceOf(shop.programme, 1)).toBe(15n)
  })

  it('that goes away is waited for, and calls queue meanwhile', { timeout: 240_000 }, async () => {
    const { node, database } = await started(amongCompanies)
    const proxy = await startFaultyProxy(proxyPort, node.url)
    closing.push(proxy.close)
    const ledger = await working(database, proxy.url)
    const home = onLedger({ db: database.db }, database.organisations[0]!)
    const number = await home.admit()
    expect(ledger.stalledSince).toBeUndefined()

    proxy.fate = () => 'lose-request'
    const merchant = crypto.randomUUID()
    const admission = home.admit(merchant, 'Shop')
    await vi.waitUntil(() => ledger.stalledSince !== undefined, inTime)
    proxy.fate = () => 'pass'
    expect(await admission).toBe(number + 1)
    await vi.waitUntil(() => ledger.stalledSince === undefined, inTime)
  })

  it('on which an account has left out numbers goes on, the gap filled', { timeout: 240_000 }, async () => {
    const { node, database } = await started(amongCompanies)
    await working(database, node.url)
    const home = onLedger({ db: database.db }, database.organisations[0]!)
    const number = await home.admit()
    // As when transactions that were counted never reached the network, and nobody has them any more.
    await database.db.owner.query('update system.ledger_key set next_nonce = next_nonce + 3')
    expect(await home.admit(crypto.randomUUID(), 'Shop')).toBe(number + 1)
  })

  it('that takes blocks back is followed, and the calls in them are made again', { timeout: 240_000 }, async () => {
    const { node, database } = await started(amongCompanies)
    const ledger = await working(database, node.url)
    const retracted: number[] = []
    const known = new Map<string, number>()
    ledger.onLog('Points', 'EarnedBatch', async (_tx, { args, blockNumber }) => {
      known.set(String(args['ref']), blockNumber)
    })
    ledger.onRollback(async (_tx, fromBlock) => {
      retracted.push(fromBlock)
      for (const [reference, block] of known) if (block >= fromBlock) known.delete(reference)
    })
    const shop = await openProgramme({ db: database.db, ledger }, database.organisations[0]!, [plainRule(1_000)], 1)
    const calls = [0, 1, 2].map((purchase) => shop.earning([{ holder: 1, purchase, amount: 100n, time: bought }]))
    for (const call of calls) await shop.call(call, shop.merchant)
    await vi.waitUntil(() => known.size === 3, inTime)
    const before = Math.min(...known.values())
    const head = Number(await node.rpc('eth_blockNumber'))

    await node.rpc('anvil_reorg', [head - before + 1, []])
    await vi.waitUntil(() => retracted.length > 0, inTime)
    expect(retracted[0]).toBeLessThanOrEqual(before)
    await vi.waitUntil(() => known.size === 3 && Math.min(...known.values()) > before, inTime)
    for (const { reference } of calls) {
      const row = await shop.settled(reference)
      expect(row).toMatchObject({ state: 'mined', blockNumber: known.get(reference) })
    }
    expect(await ledger.reader.balanceOf(shop.programme, 1)).toBe(3n)

    const { Points } = ledger.addresses
    const onChain = await ledger.connection.client.getLogs({ address: Points, fromBlock: 0n })
    const indexed = await database.db.owner.query<{ block: Buffer; transaction: Buffer }>(
      `select block_hash as block, transaction_hash as transaction from system.ledger_log
        where contract = 'Points' order by block_number, log_index`,
    )
    const place = (block: string, transaction: string): string => `${block} ${transaction}`
    expect(indexed.rows.map(({ block, transaction }) => place(toHex(block), toHex(transaction)))).toEqual(
      onChain.map(({ blockHash, transactionHash }) => place(blockHash, transactionHash)),
    )
  })

  it(
    'that asks for fees says which account lacks funds, and goes on once it has them',
    { timeout: 240_000 },
    async () => {
      const { node, database } = await started(['--block-time', '0.25'])
      const ledger = await working(database, node.url)
      expect(ledger.absence).toMatchObject({ code: 'LEDGER_DEPLOYMENT_FAILED' })
      await node.rpc('anvil_setBalance', [accountLackingFunds(ledger), toHex(parseEther('10'))])
      await vi.waitUntil(() => ledger.absence === undefined, inTime)

      // A new member has no funds either: its call waits, and is made when it has.
      const home = onLedger({ db: database.db }, database.organisations[0]!)
      const number = await home.admit()
      const { rows } = await database.db.owner.query<{ account: Buffer }>('select account from ledger_member')
      const reference = toHex(7, { size: 32 })
      await home.enqueue(
        {
          reference,
          contract: 'JournalAnchors',
          functionName: 'anchor',
          args: [number, reference, 1n, reference, reference],
        },
        number,
      )
      await new Promise((resolve) => {
        setTimeout(resolve, 3_000)
      })
      expect((await home.rowOf(reference))?.state).toBe('queued')
      await node.rpc('anvil_setBalance', [toHex(rows[0]!.account), toHex(parseEther('1'))])
      expect((await home.settled(reference)).state).toBe('mined')
    },
  )

  it('whose fees rise while a call waits gets a better offer for it', { timeout: 240_000 }, async () => {
    const { node, database } = await started([])
    const ledger = await working(database, node.url)
    await node.rpc('anvil_setBalance', [accountLackingFunds(ledger), toHex(parseEther('1000'))])
    const home = onLedger({ db: database.db }, database.organisations[0]!)
    await home.admit()

    await node.rpc('evm_setAutomine', [false])
    const second = home.admit(crypto.randomUUID(), 'Shop')
    await vi.waitUntil(async () => {
      const { rows } = await database.db.owner.query('select from system.ledger_transaction where block_number is null')
      return rows.length > 0
    }, inTime)
    await node.rpc('anvil_setNextBlockBaseFeePerGas', [toHex(500_000_000_000n)])
    await node.rpc('evm_setIntervalMining', [1])
    expect(await second).toBe(2)
  })
})
