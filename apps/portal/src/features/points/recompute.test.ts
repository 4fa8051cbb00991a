import type { PointsBalance, PointsMovement } from '@candor/api'
import { describe, expect, it } from 'vitest'
import { purchaseKey, recompute, type LedgerFacts, type LedgerPurchase, type LedgerSpending } from './recompute.ts'

const now = Date.parse('2026-03-01T00:00:00Z')
const hash = `0x${'ab'.repeat(32)}`
const terms = { pointsNumerator: 1n, spendUnit: 100n, minimumSpend: 500n, maximumPoints: 2000n }
const rules = [
  { ...terms, version: 1, startsAt: Date.parse('2010-01-01T00:00:00Z') / 1000, endsAt: 0 },
  { ...terms, version: 2, pointsNumerator: 2n, startsAt: Date.parse('2011-06-01T00:00:00Z') / 1000, endsAt: 0 },
]

const shownRule = (version: 1 | 2): NonNullable<PointsMovement['rule']> => ({
  merchantId: 'm',
  merchantName: 'Harbour Home',
  merchantNameZh: '港湾家居',
  ledgerMember: 7,
  version,
  pointsNumerator: String(version),
  spendUnit: '100',
  minimumSpend: '500',
  maximumPoints: '2000',
  currency: 'GBP',
  startsAt: version === 1 ? '2010-01-01T00:00:00.000Z' : '2011-06-01T00:00:00.000Z',
  endsAt: null,
  publishedAt: '2026-01-01T00:00:00.000Z',
  transactionHash: hash,
})

const line = (purchaseNumber: number, amount: string, points: string, version: 1 | 2, day: string): PointsMovement => ({
  id: `line-${purchaseNumber}`,
  kind: 'earned',
  points,
  occurredAt: `${day}T10:00:00.000Z`,
  postedAt: '2026-01-02T00:00:00.000Z',
  orderId: 'o',
  orderNumber: `53636${purchaseNumber}`,
  merchantId: 'm',
  merchantName: 'Harbour Home',
  ledgerMember: 7,
  purchaseNumber,
  amount,
  currency: 'GBP',
  rule: shownRule(version),
  reason: 'rule',
  lapsesAt: '2027-01-01T00:00:00.000Z',
  orderEntryId: 'e',
  entryId: 'f',
  transactionHash: hash,
  blockNumber: 9,
})

const lines = [
  line(1, '2345', '23', 1, '2010-12-01'),
  line(2, '2345', '46', 2, '2011-07-01'),
  line(3, '499', '0', 2, '2011-08-01'),
]

const received = (movement: PointsMovement): LedgerPurchase => ({
  holder: 5,
  amountMinor: BigInt(movement.amount),
  occurredAt: new Date(movement.occurredAt),
  points: BigInt(movement.points),
  ruleVersion: movement.rule?.version ?? 0,
})

const ledger = (change: Partial<LedgerFacts> = {}): LedgerFacts => ({
  blockNumber: 12,
  rules: new Map([[7, rules]]),
  purchases: new Map(lines.map((each) => [purchaseKey(hash, each.purchaseNumber), received(each)])),
  holders: [5],
  balance: 69n,
  spendings: [],
  ...change,
})

const stated = (balance: string): PointsBalance => ({ balance }) as PointsBalance

describe('counting the points again', () => {
  it('agrees when page, rules, calls and balance fit together', () => {
    const report = recompute(lines, stated('69'), ledger(), now)
    expect(report.differences).toEqual([])
    expect(report).toMatchObject({
      lines: 3,
      sumListed: 69n,
      sumRecomputed: 69n,
      lapsed: 0n,
      rulesRead: 2,
      callsRead: 1,
    })
  })

  it('leaves lapsed points out of the balance', () => {
    const old = lines.map((each) =>
      each.purchaseNumber === 1 ? Object.assign({}, each, { lapsesAt: '2026-02-28T00:00:00.000Z' }) : each,
    )
    const report = recompute(old, stated('46'), ledger({ balance: 46n }), now)
    expect(report).toMatchObject({ differences: [], lapsed: 23n })
  })

  const spending = (kind: 'spent' | 'restored', reference: string, points: bigint, day: string): LedgerSpending => ({
    kind,
    holder: 5,
    reference,
    points,
    at: Date.parse(`${day}T00:00:00Z`),
  })

  it('takes what was spent from what lapses first, and gives back what was cancelled', () => {
    const old = lines.map((each) =>
      each.purchaseNumber === 1 ? Object.assign({}, each, { lapsesAt: '2026-02-28T00:00:00.000Z' }) : each,
    )
    // 20 of the 23 that lapse in February, then 10 of which 3 are left of these, then 5 after they have lapsed.
    const spendings = [
      spending('spent', 'a', 20n, '2026-02-01'),
      spending('spent', 'b', 10n, '2026-02-02'),
      spending('restored', 'b', 10n, '2026-02-03'),
      spending('spent', 'c', 5n, '2026-02-28'),
    ]
    const report = recompute(old, stated('41'), ledger({ balance: 41n, spendings }), now)
    expect(report).toMatchObject({ differences: [], lapsed: 3n, spent: 25n })
    expect(recompute(old, stated('46'), ledger({ balance: 46n, spendings }), now).differences).toEqual([
      { kind: 'balance' },
    ])
  })

  it('counts the lines of all accounts of a customer', () => {
    const purchases = new Map(ledger().purchases)
    purchases.set(purchaseKey(hash, 1), { ...received(lines[0]!), holder: 8 })
    expect(recompute(lines, stated('69'), ledger({ purchases, holders: [5, 8] }), now).differences).toEqual([])
  })

  const withLine = (change: Partial<PointsMovement>): PointsMovement[] => [
    Object.assign({}, lines[0], change),
    ...lines.slice(1),
  ]
  const withReceived = (change: Partial<LedgerPurchase>): LedgerFacts => {
    const purchases = new Map(ledger().purchases)
    purchases.set(purchaseKey(hash, 1), Object.assign(received(lines[0]!), change))
    return ledger({ purchases })
  }

  it.each([
    ['points shown too high', withLine({ points: '24' }), ledger(), '69', ['points']],
    ['an amount that the contract did not receive', withLine({ amount: '2346' }), ledger(), '69', ['purchase']],
    ['a purchase credited to somebody else', lines, withReceived({ holder: 6 }), '69', ['purchase']],
    [
      'a rule shown otherwise than published',
      withLine({ rule: { ...shownRule(1), minimumSpend: '0' } }),
      ledger(),
      '69',
      ['rule'],
    ],
    ['a rule of another time', withLine({ rule: shownRule(2) }), ledger(), '69', ['rule']],
    ['a contract that computed otherwise', lines, withReceived({ points: 22n }), '69', ['points']],
    [
      'a purchase the ledger does not know',
      lines,
      ledger({ purchases: new Map(), balance: 0n }),
      '0',
      ['missing', 'missing', 'missing'],
    ],
    ['a balance the lines do not add up to', lines, ledger({ balance: 70n }), '70', ['balance']],
    ['a balance shown otherwise than on the ledger', lines, ledger(), '70', ['balance']],
    ['a line left out', lines.slice(1), ledger(), '69', ['balance']],
  ] as const)('names %s', (_, movements, facts, balance, kinds) => {
    const report = recompute(movements, stated(balance), facts, now)
    expect(report.differences.map(({ kind }) => kind)).toEqual(kinds)
  })
})
