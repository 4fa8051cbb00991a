import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build, type Candor } from '@candor/server'
import { ensureMerchant } from '@candor/server/modules/orders/setup'
import { readConfig } from '@candor/server/platform/config'
import { openStore, type Store } from '@candor/server/platform/db/store'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { run } from '../run.ts'
import { entriesOf, fakeKeyboard } from '../testing.ts'
import { audit } from './audit.ts'
import { importOrders } from './import.ts'

const freePort = async (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number }
      server.close(() => resolve(port))
    })
  })

/** Twenty orders of three lines each. */
const rows = Array.from({ length: 60 }, (_, n) => {
  const order = Math.floor(n / 3)
  return `${1000 + order},A${n},LANTERN ${n},${1 + (n % 4)},2011-01-0${1 + (order % 9)} 10:00:00,3.${10 + n},${500 + (order % 7)},France`
})
const orders = ['InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country', ...rows, ''].join(
  '\n',
)

type Answer = {
  ok: boolean
  blocks: number
  ledger: boolean
  findings: { organisation: string | null; code: string; table: string; key: string }[]
}

describe('candor audit', () => {
  let folder: string
  let env: Record<string, string>
  const serve = async (): Promise<Candor> => build(readConfig(env, folder))
  const ask = async (...argv: string[]) => {
    const { io, written } = fakeKeyboard(env, folder)
    return { code: await run(entriesOf(audit, importOrders), argv, io), ...written }
  }
  const told = async (...more: string[]): Promise<string[]> => {
    const { code, out, err } = await ask('audit', '--json', ...more)
    const answer = JSON.parse(out) as Answer
    expect({ code, err, ok: answer.ok }).toEqual({
      code: answer.findings.length === 0 ? 0 : 1,
      err: expect.anything(),
      ok: answer.findings.length === 0,
    })
    return answer.findings.map((found) => `${found.organisation} ${found.code} ${found.table}: ${found.key}`)
  }
  /** Runs statements as the owner while the server is stopped. */
  const asOwner = async <T>(work: (store: Store) => Promise<T>): Promise<T> => {
    const store = await openStore({ data: join(folder, 'data'), databaseUrl: undefined })
    try {
      return await work(store)
    } finally {
      await store.close()
    }
  }

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'candor-audit-'))
    env = { CANDOR_DATA: 'data', CANDOR_DEMO: 'no', CANDOR_LOG_LEVEL: 'error', CANDOR_PORT: String(await freePort()) }
    writeFileSync(join(folder, 'orders.csv'), orders)
    const { app, identity, platform } = await serve()
    const id = await identity.createOrganisation({ slug: 'harbour', name: 'Harbour', nameZh: '港湾' })
    await platform.db.inOrganisation(id, async (tx) =>
      ensureMerchant(tx, { slug: 'shop', name: 'Shop', nameZh: '商店' }),
    )
    await app.close()
    expect(await ask('import', 'orders.csv', '--currency', 'GBP', '--time-zone', 'UTC')).toMatchObject({ code: 0 })
    const again = await serve()
    await vi.waitUntil(
      async () => {
        const { rowCount } = await again.platform.db.owner.query(
          `select from system.ledger_log where event = 'Anchored' limit 1`,
        )
        return rowCount === 1
      },
      { timeout: 90_000, interval: 200 },
    )
    await again.app.close()
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  it('finds nothing in what was not touched: beside the server, without it, with every block run again', async () => {
    const { app } = await serve()
    await app.listen({ host: '127.0.0.1', port: Number(env['CANDOR_PORT']) })
    const beside = await ask('audit', '--json')
    const refused = await ask('audit', '--full')
    await app.close()
    const answer = JSON.parse(beside.out) as Answer
    expect(answer).toMatchObject({ ok: true, ledger: true, findings: [], organisations: [{ slug: 'harbour' }] })
    expect(answer.blocks).toBeGreaterThan(3)
    expect(refused).toMatchObject({ code: 2, out: '' })
    const alone = await ask('audit', '--full')
    expect(alone).toMatchObject({ code: 0 })
    expect(alone.out).toContain('All of it is as it was recorded.')
    expect(await told('--incremental')).toEqual([])
  })

  it.each([
    ['an amount', `update "order" set total = total + 1 where number = '1004'`, 'harbour ORDER_CHANGED order: '],
    [
      'a line',
      `update order_line set quantity = quantity + 1 where description = 'LANTERN 7'`,
      'harbour ORDER_LINE_CHANGED order_line: ',
    ],
    [
      'a customer',
      `update customer set profile = set_bit(profile, 200, 1 - get_bit(profile, 200)) where reference = '503'`,
      'harbour CUSTOMER_CHANGED customer: ',
    ],
    [
      'a deleted entry',
      `delete from journal_entry where id = (select entry_id from journal_leaf where leaf_index = 5)`,
      'harbour JOURNAL_ENTRY_MISSING journal_entry: ',
    ],
    [
      'a cut tail',
      `delete from journal_leaf where leaf_index >= (select max(leaf_index) - 1 from journal_leaf)`,
      'harbour JOURNAL_LOG_TRUNCATED journal_leaf: ',
    ],
    [
      'an event of the ledger',
      `update system.ledger_log set data = set_byte(data, 5, get_byte(data, 5) # 1) where event = 'Anchored'`,
      'null LEDGER_EVENT_CHANGED system.ledger_log: ',
    ],
    [
      'a receipt of a block',
      `update chain.transaction set receipt = set_byte(receipt, 3, get_byte(receipt, 3) # 1) where block_number = 2`,
      'null LEDGER_BLOCK_CHANGED chain.transaction: block 2',
    ],
  ])('names %s that was changed', async (_, change, expected) => {
    const kept = await asOwner(async ({ owner }) => {
      const tables = [
        '"order"',
        'order_line',
        'customer',
        'journal_entry',
        'journal_leaf',
        'system.ledger_log',
        'chain.transaction',
      ]
      for (const table of tables)
        await owner.query(`create table if not exists kept_${table.replaceAll(/\W/g, '_')} as select * from ${table}`)
      const { rowCount } = await owner.query(change)
      expect(rowCount).toBeGreaterThan(0)
      return tables
    })
    const found = await told()
    await asOwner(async ({ owner }) => {
      await owner.query('begin; set local session_replication_role = replica')
      for (const table of kept) {
        const copy = `kept_${table.replaceAll(/\W/g, '_')}`
        await owner.query(`delete from ${table}; insert into ${table} select * from ${copy}; drop table ${copy}`)
      }
      await owner.query('commit')
    })
    expect(found.find((line) => line.startsWith(expected))).toBeDefined()
  })

  it('says what it looked at and what it found in words, once all else is as it was', async () => {
    expect(await told()).toEqual([])
    await asOwner(async ({ owner }) => owner.query(`update "order" set total = total + 1 where number = '1004'`))
    const { code, out } = await ask('audit')
    expect(code).toBe(1)
    expect(out).toMatch(/Harbour: \d+ records of \d+, \d+ seals?/)
    expect(out).toContain('✗ harbour: order, order 1004')
    expect(out).toContain('[ORDER_CHANGED]')
    expect(out).toContain('this is not as it was recorded')
  })
})
