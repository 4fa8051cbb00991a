import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { recompute } from './recompute.ts'

type Line = Record<string, unknown>

const rule = (version: number, pointsNumerator: string, startsAt: string, endsAt: string | null = null): Line => ({
  merchant: 2,
  version,
  pointsNumerator,
  spendUnit: '100',
  minimumSpend: '500',
  maximumPoints: '2000',
  startsAt,
  endsAt,
  publishedAt: '2026-01-01T00:00:00Z',
  transaction: '0x01',
})

const purchase = (number: number, member: number, amount: string, time: string, credited: Line): Line => ({
  merchant: 2,
  purchase: number,
  member,
  amount,
  time,
  creditedAt: '2026-01-11T00:00:00Z',
  transaction: '0x02',
  credited: { epoch: 0, ...credited },
})

const spending = (kind: string, member: number, reference: string, points: string, time: string, more: Line = {}) => ({
  kind,
  member,
  reference,
  points,
  ...more,
  time,
  transaction: '0x03',
})

/** Ten-day epochs from 1 January, points live for two; as of 5 February the first epoch has lapsed. */
const facts = (): Record<string, Line[]> => ({
  'programme.json': [
    {
      format: 1,
      chainId: 7,
      programme: 1,
      name: 'Harbour Points',
      currency: 'GBP',
      startedAt: '2026-01-01T00:00:00Z',
      epochSeconds: 864_000,
      lifetimeEpochs: 3,
      block: 90,
      at: '2026-02-05T00:00:00Z',
      issued: '2116',
      outstanding: '2030',
      lapsed: '40',
      removed: '46',
      members: '2',
      records: { movements: 1 },
    },
  ],
  'merchants.jsonl': [{ merchant: 2, takesPart: true, openedAt: '2026-01-01T00:00:10Z' }],
  'rules.jsonl': [rule(1, '1', '2010-01-01T00:00:00Z'), rule(2, '2', '2011-06-01T00:00:00Z', '2012-01-01T00:00:00Z')],
  'purchases.jsonl': [
    {
      ...purchase(1, 1, '7099', '2011-05-31T23:59:59Z', { points: '70', rule: 1 }),
      creditedAt: '2026-01-02T00:00:00Z',
    },
    purchase(2, 1, '2345', '2011-06-01T00:00:00Z', { points: '46', rule: 2, epoch: 1 }),
    purchase(3, 2, '999999', '2011-07-01T10:00:00Z', { points: '2000', rule: 2, epoch: 1 }),
    purchase(4, 2, '499', '2010-07-01T10:00:00Z', { points: '0', rule: 1, epoch: 1 }),
    purchase(5, 2, '9999', '2009-12-31T23:59:59Z', { points: '0', rule: 0, epoch: 1 }),
    {
      ...purchase(6, 2, '9999', '2012-01-01T00:00:00Z', { points: '0', rule: 0, epoch: 1 }),
      customer: 'c',
      record: {
        reference: '536370',
        amount: '9999',
        currency: 'GBP',
        time: '2012-01-01T00:00:00.250Z',
        customer: 'c',
        shown: { points: '0', rule: 0 },
      },
    },
  ],
  // Member 1 spends 30 of the 70 of epoch 0, of which the rest lapses; member 2 spends 500, gets them back, and spends 16.
  'spendings.jsonl': [
    spending('spent', 1, '0x0a', '30', '2026-01-20T00:00:00Z'),
    spending('spent', 2, '0x0b', '500', '2026-01-20T00:00:00Z'),
    spending('restored', 2, '0x0b', '500', '2026-01-21T00:00:00Z', { lapsed: '0' }),
    spending('spent', 2, '0x0c', '16', '2026-01-22T00:00:00Z'),
  ],
  'members.jsonl': [
    { member: 1, account: '0xaa', balance: '46', lots: { 1: '46' } },
    { member: 2, account: '0xbb', balance: '1984', lots: { 1: '1984' } },
  ],
})

describe('counting again from exported facts', () => {
  let folder: string
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'candor-recompute-'))))
  afterEach(() => rmSync(folder, { recursive: true, force: true }))

  const count = async (change: (files: Record<string, Line[]>) => void = () => {}) => {
    const files = facts()
    change(files)
    for (const [name, lines] of Object.entries(files)) {
      writeFileSync(join(folder, name), lines.map((line) => `${JSON.stringify(line)}\n`).join(''))
    }
    return recompute(folder)
  }

  it('agrees where rules, caps, minimum, ends of versions and lapsing were kept', async () => {
    expect(await count()).toEqual({
      programme: { chainId: 7, number: 1, name: 'Harbour Points', block: 90, at: '2026-02-05T00:00:00Z' },
      merchants: 1,
      rules: 2,
      members: 2,
      purchases: 6,
      spendings: 3,
      points: { issued: '2116', outstanding: '2030', lapsed: '40', removed: '46' },
      records: 1,
      differences: [],
      differenceCount: 0,
    })
  })

  const set = (file: string, line: number, change: Line) => (files: Record<string, Line[]>) =>
    Object.assign(files[file]![line]!, change)

  it.each([
    ['points given too many', set('purchases.jsonl', 1, { credited: { points: '47', rule: 2, epoch: 1 } }), ['points']],
    ['another version', set('purchases.jsonl', 4, { credited: { points: '0', rule: 1, epoch: 1 } }), ['rule']],
    ['another epoch', set('purchases.jsonl', 1, { credited: { points: '46', rule: 2, epoch: 2 } }), ['epoch']],
    ['a changed amount', set('purchases.jsonl', 1, { amount: '2395' }), ['points', 'lot', 'total']],
    ['a purchase that is there twice', set('purchases.jsonl', 4, { purchase: 4 }), ['twice']],
    ['a purchase after its points', set('purchases.jsonl', 5, { creditedAt: '2011-01-01T00:00:00Z' }), ['time']],
    ['a balance', set('members.jsonl', 0, { balance: '45' }), ['balance']],
    ['a lot that should have lapsed', set('members.jsonl', 0, { lots: { 0: '70', 1: '46' } }), ['lot']],
    ['a member who is missing', (files: Record<string, Line[]>) => files['members.jsonl']!.pop(), ['member', 'total']],
    ['a spending that took more than there was', set('spendings.jsonl', 0, { points: '117' }), ['spending', 'lot']],
    [
      'a spending under a reference that was used',
      set('spendings.jsonl', 3, { reference: '0x0b' }),
      ['spending', 'total'],
    ],
    ['points that came back otherwise', set('spendings.jsonl', 2, { points: '499' }), ['spending']],
    ['points that came back without having been spent', set('spendings.jsonl', 2, { reference: '0x0d' }), ['spending']],
    [
      'a spending that is missing',
      (files: Record<string, Line[]>) => files['spendings.jsonl']!.pop(),
      ['lot', 'total'],
    ],
    ['a changed rule', set('rules.jsonl', 1, { pointsNumerator: '3' }), ['points', 'total']],
    ['a version that begins before the last', set('rules.jsonl', 1, { startsAt: '2009-01-01T00:00:00Z' }), ['rules']],
    ['a rule for the past', set('rules.jsonl', 1, { publishedAt: '2026-01-02T00:00:00Z' }), ['rules']],
    ['points before the opening', set('merchants.jsonl', 0, { openedAt: '2026-01-05T00:00:00Z' }), ['rules']],
    ['a total', set('programme.json', 0, { lapsed: '71' }), ['total']],
    [
      'a line that the company shows beyond the ledger',
      set('programme.json', 0, { records: { movements: 2 } }),
      ['total'],
    ],
  ] as const)('names %s', async (_, change, kinds) => {
    const { differences, differenceCount } = await count((files) => void change(files))
    expect(differences.map(({ kind }) => kind as string)).toEqual(expect.arrayContaining([...kinds]))
    expect(differenceCount).toBe(differences.length)
  })

  it('says where: member, merchant, purchase, rule version, expected and found', async () => {
    const { differences } = await count(set('purchases.jsonl', 1, { credited: { points: '47', rule: 2, epoch: 1 } }))
    expect(differences).toEqual([
      {
        kind: 'points',
        merchant: 2,
        purchase: 2,
        member: 1,
        rule: 2,
        what: 'points of the purchase',
        expected: '46',
        found: '47',
      },
    ])
  })

  it.each([
    [{ amount: '1000' }, 'amount of order 536370'],
    [{ currency: 'EUR' }, 'currency of order 536370'],
    [{ time: '2012-01-01T00:00:01.000Z' }, 'time of order 536370'],
    [{ customer: 'd' }, 'customer of order 536370'],
    [{ shown: { points: '1', rule: 0 } }, 'points that the company shows for order 536370'],
  ])('compares the company’s books: %j', async (change, what) => {
    const { differences } = await count((files) => {
      const line = files['purchases.jsonl']![5]!
      line['record'] = { ...(line['record'] as Line), ...change }
    })
    expect(differences).toMatchObject([{ purchase: 6, what }])
  })

  it.each([
    [set('purchases.jsonl', 2, { amount: '-5' }), 'purchases.jsonl, line 3: "amount" is "-5"'],
    [set('purchases.jsonl', 2, { time: 'yesterday' }), 'purchases.jsonl, line 3: "time" is "yesterday"'],
    [set('rules.jsonl', 0, { spendUnit: '0' }), 'rules.jsonl, line 1: "spendUnit" is 0'],
    [set('programme.json', 0, { format: 2 }), 'programme.json has a format'],
  ])('refuses what it cannot understand, and says where', async (change, message) => {
    await expect(count((files) => void change(files))).rejects.toThrow(message)
  })

  it('imports nothing but the standard library and its own files', () => {
    const sources = readdirSync(import.meta.dirname).filter((name) => !name.endsWith('.test.ts'))
    const imported = sources.flatMap((name) =>
      [...readFileSync(join(import.meta.dirname, name), 'utf8').matchAll(/from '([^']+)'/g)].map(([, from]) => from),
    )
    expect(imported.filter((from) => !from!.startsWith('node:') && !from!.startsWith('./'))).toEqual([])
  })
})
