import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  newCustomers,
  openShop,
  orderOf,
  placeOrders,
  pointsSettled,
  programmeOfShop,
  type Shop,
} from '@candor/server/links/points-testing'
import { offerReward, redeemReward, send, voucherOnceIn } from '@candor/server/links/rewards-testing'
import { testServer, type TestServer } from '@candor/server/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Recomputed } from '../loyalty/recompute/recompute.ts'
import { run } from '../run.ts'
import { entriesOf, fakeKeyboard } from '../testing.ts'
import { loyaltyExport } from './loyalty-export.ts'
import { loyaltyRecompute } from './loyalty-recompute.ts'

describe('candor loyalty, on a real ledger', () => {
  let folder: string
  let server: TestServer
  let shop: Shop
  let env: Record<string, string>
  let fromLedger: string[]

  const ask = async (...argv: string[]) => {
    const { io, written } = fakeKeyboard(env, folder)
    return { code: await run(entriesOf(loyaltyExport, loyaltyRecompute), ['loyalty', ...argv], io), ...written }
  }
  const recomputed = async (...more: string[]) => {
    const { code, out } = await ask('recompute', '--json', ...more)
    const answer = JSON.parse(out) as { ok: boolean; programmes: Recomputed[] }
    expect(answer.ok).toBe(code === 0)
    return { code, programmes: answer.programmes }
  }
  const linesOf = (...file: string[]): Record<string, unknown>[] =>
    readFileSync(join(folder, ...file), 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>)

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'candor-loyalty-'))
    server = await testServer()
    const [organisationId = ''] = server.organisations
    shop = await openShop(server, organisationId)
    await server.loyalty.setUpProgramme(organisationId, programmeOfShop(shop))
    const customers = await newCustomers(server, organisationId, 40)
    const orders = Array.from({ length: 400 }, (_, index) =>
      orderOf(
        index % 3 === 0 ? shop.garden : shop.home,
        customers[(index * 7) % customers.length] ?? '',
        index % 50 === 49 ? -700 : 300 + ((index * 3_701) % 260_000),
        new Date(Date.UTC(2009, 11, 25) + index * 40 * 3_600_000).toISOString(),
      ),
    )
    await placeOrders(server, organisationId, orders)
    await pointsSettled(server, shop)
    const [manager, member] = [await server.signIn('manager'), await server.signInCustomer(customers[0] ?? '')]
    const reward = await offerReward(server, manager, shop.home, { price: 5 })
    await redeemReward(server, member, reward)
    const { id } = await redeemReward(server, member, reward)
    await send(server, manager, `/api/loyalty/vouchers/${id}/cancellation`, { reason: 'Not wanted' })
    await voucherOnceIn(server, member, id, 'cancelled')
    await server.app.listen({ host: '127.0.0.1', port: 0 })
    const { port } = server.app.server.address() as { port: number }
    const { data, databaseUrl } = server.config
    env = {
      CANDOR_DATA: data,
      CANDOR_PORT: String(port),
      ...(databaseUrl !== undefined && { DATABASE_URL: databaseUrl }),
    }
    fromLedger = ['--rpc', `http://127.0.0.1:${port}/rpc`, '--contract', server.ledger.addresses.Points]
  })
  afterAll(async () => {
    await server.close()
    rmSync(folder, { recursive: true, force: true })
  })

  it('counts every point again from the ledger alone, and from the books beside it', async () => {
    const alone = await recomputed(...fromLedger)
    expect(alone).toMatchObject({
      code: 0,
      programmes: [
        { merchants: 2, rules: 3, members: 40, purchases: 392, spendings: 2, records: null, differenceCount: 0 },
      ],
    })
    const beside = await recomputed()
    expect(beside).toMatchObject({ code: 0, programmes: [{ purchases: 392, records: 392, differenceCount: 0 }] })
    expect(beside.programmes[0]?.points).toEqual(alone.programmes[0]?.points)
    expect(BigInt(alone.programmes[0]?.points.issued ?? 0)).toBeGreaterThan(0n)
    expect(alone.programmes[0]?.points.removed).toBe('5')
  })

  it('writes facts that are public from the ledger, and what the books hold besides only from the books', async () => {
    expect(await ask('export', 'public', ...fromLedger)).toMatchObject({ code: 0 })
    const [first] = linesOf('public', 'purchases.jsonl')
    expect(Object.keys(first ?? {})).toEqual([
      'merchant',
      'purchase',
      'member',
      'amount',
      'time',
      'creditedAt',
      'transaction',
      'credited',
    ])
    expect(await ask('export', 'books')).toMatchObject({ code: 0 })
    expect(linesOf('books', 'returns.jsonl')).toHaveLength(8)
    expect(linesOf('books', 'publications.jsonl')[0]).toMatchObject({ kind: 'points.rule-published', actor: 'system' })
    const held = linesOf('books', 'members.jsonl').reduce((sum, { balance }) => sum + BigInt(balance as string), 0n)
    const { outstanding } = await server.ledger.reader.totalsOf(1)
    expect(held).toBe(outstanding)
    expect(await ask('recompute', 'books')).toMatchObject({ code: 0 })
  })

  it('finds an order and a line of points that were changed in the books', async () => {
    const change = async (text: string): Promise<void> => {
      const { rowCount } = await server.db.owner.query(text)
      expect(rowCount).toBe(1)
    }
    const where = `where merchant_id = '${shop.home}' and purchase_number = 5`
    await change(`update "order" set total = total + 1 ${where}`)
    await change(`update points_movement set points = points + 1 ${where}`)
    const { code, programmes } = await recomputed('--organisation', 'organisation-1')
    expect(code).toBe(1)
    expect(programmes[0]?.differences.map(({ kind, purchase }) => `${kind} ${purchase}`)).toEqual([
      'record 5',
      'shown 5',
    ])
    await change(`update "order" set total = total - 1 ${where}`)
    await change(`update points_movement set points = points - 1 ${where}`)
  })

  it.each([
    [['recompute', '--rpc', 'http://127.0.0.1:1/rpc'], 2, '--contract'],
    [['recompute', '--rpc', 'http://127.0.0.1:1/rpc', '--contract', `0x${'1'.repeat(40)}`], 3, 'does not answer'],
    [['recompute', '--contract', `0x${'1'.repeat(40)}`], 2, 'no ledger was named'],
    [['recompute', 'nowhere'], 3, 'There is no programme.json'],
    [['export'], 2, 'needs <folder>'],
    [['exprot', 'x'], 2, '"loyalty" needs another word'],
  ])('says what is wrong with %j', async (argv, code, message) => {
    const answer = await ask(...argv)
    expect(answer.code).toBe(code)
    expect(answer.err).toContain(message)
  })
})
