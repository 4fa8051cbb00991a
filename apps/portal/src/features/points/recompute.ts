import {
  pointsEarned,
  versionInForce,
  type EarnPeriod,
  type EarnTerms,
  type PointsBalance,
  type PointsMovement,
} from '@candor/api'

/** A version of a rule as read from the ledger. */
export interface LedgerRule extends EarnTerms, EarnPeriod {
  readonly version: number
}

/** A purchase as the contract received it, and what it computed. */
export interface LedgerPurchase {
  readonly holder: number
  readonly amountMinor: bigint
  readonly occurredAt: Date
  readonly points: bigint
  readonly ruleVersion: number
}

/** Points that a holder spent or was given back, in the order of the ledger. */
export interface LedgerSpending {
  readonly kind: 'spent' | 'restored'
  readonly holder: number
  readonly reference: string
  readonly points: bigint
  /** Milliseconds since 1970. */
  readonly at: number
}

/** What the ledger itself says, read by this browser. */
export interface LedgerFacts {
  readonly blockNumber: number
  /** Every version of the rule of each shop, by the shop's number on the ledger. */
  readonly rules: ReadonlyMap<number, readonly LedgerRule[]>
  /** What the contract received and computed, by the key of {@link purchaseKey}. */
  readonly purchases: ReadonlyMap<string, LedgerPurchase>
  /** Numbers of the customer's accounts, as the ledger gives them; the balance is that of all of them. */
  readonly holders: readonly number[]
  readonly balance: bigint
  readonly spendings: readonly LedgerSpending[]
}

export const purchaseKey = (transactionHash: string, purchase: number): string => `${transactionHash}/${purchase}`

export type Difference =
  | { readonly kind: 'points'; readonly order: string; readonly shown: bigint; readonly recomputed: bigint }
  | { readonly kind: 'rule'; readonly order: string; readonly version: number }
  | { readonly kind: 'purchase'; readonly order: string }
  | { readonly kind: 'missing'; readonly order: string }
  | { readonly kind: 'balance' }

export interface RecomputeReport {
  readonly lines: number
  readonly sumListed: bigint
  readonly sumRecomputed: bigint
  /** Points of these lines that have lapsed since. */
  readonly lapsed: bigint
  /** Points spent and not given back. */
  readonly spent: bigint
  readonly balance: bigint
  readonly rulesRead: number
  readonly callsRead: number
  readonly blockNumber: number
  readonly differences: readonly Difference[]
}

const secondsOf = (instant: string): number => Math.floor(Date.parse(instant) / 1000)

const sameRule = (movement: PointsMovement, rule: LedgerRule | undefined): boolean => {
  const shown = movement.rule
  if (!shown || !rule) return !shown && !rule
  return (
    shown.version === rule.version &&
    BigInt(shown.pointsNumerator) === rule.pointsNumerator &&
    BigInt(shown.spendUnit) === rule.spendUnit &&
    BigInt(shown.minimumSpend) === rule.minimumSpend &&
    BigInt(shown.maximumPoints) === rule.maximumPoints &&
    secondsOf(shown.startsAt) === rule.startsAt &&
    (shown.endsAt ? secondsOf(shown.endsAt) : 0) === rule.endsAt
  )
}

const samePurchase = (movement: PointsMovement, found: LedgerPurchase, holders: readonly number[]): boolean =>
  holders.includes(found.holder) &&
  found.amountMinor === BigInt(movement.amount) &&
  found.occurredAt.getTime() === secondsOf(movement.occurredAt) * 1000

const checkLine = (
  movement: PointsMovement,
  facts: LedgerFacts,
): { recomputed: bigint; differences: readonly Difference[] } => {
  const order = movement.orderNumber
  const found = facts.purchases.get(purchaseKey(movement.transactionHash, movement.purchaseNumber))
  if (!found) return { recomputed: 0n, differences: [{ kind: 'missing', order }] }
  const rule = versionInForce(facts.rules.get(movement.ledgerMember) ?? [], found.occurredAt.getTime() / 1000)
  const recomputed = pointsEarned(rule, found.amountMinor).points
  const differences: Difference[] = []
  if (!samePurchase(movement, found, facts.holders)) differences.push({ kind: 'purchase', order })
  if (!sameRule(movement, rule) || found.ruleVersion !== (rule?.version ?? 0)) {
    differences.push({ kind: 'rule', order, version: rule?.version ?? 0 })
  }
  const shown = BigInt(movement.points)
  if (shown !== recomputed || found.points !== recomputed) {
    differences.push({ kind: 'points', order, shown, recomputed })
  }
  return { recomputed, differences }
}

type Lot = { readonly lapsesAt: number; points: bigint }

/**
 * Takes spendings out of the lots of their holders: what lapses first goes first, of what had not lapsed by then; what is
 * given back returns to the lots that it came from. Lots that came later than a spending lapse no earlier than those there
 * were, so that it does not matter that they are there already.
 * @returns points spent and not given back
 */
const spendFrom = (lots: ReadonlyMap<number, Lot[]>, spendings: readonly LedgerSpending[]): bigint => {
  const taken = new Map<string, { readonly lot: Lot; readonly points: bigint }[]>()
  let spent = 0n
  for (const { kind, holder, reference, points, at } of spendings) {
    const key = `${holder}/${reference}`
    if (kind === 'restored') {
      for (const { lot, points: part } of taken.get(key) ?? []) {
        lot.points += part
        spent -= part
      }
      continue
    }
    const parts: { lot: Lot; points: bigint }[] = []
    let left = points
    const alive = (lots.get(holder) ?? []).filter(({ lapsesAt }) => lapsesAt > at)
    for (const lot of alive.toSorted((one, other) => one.lapsesAt - other.lapsesAt)) {
      const part = lot.points < left ? lot.points : left
      lot.points -= part
      left -= part
      if (part > 0n) parts.push({ lot, points: part })
    }
    taken.set(key, parts)
    spent += points - left
  }
  return spent
}

/**
 * Counts every line again from what the ledger received and from the rules it keeps, and compares with what this page
 * shows and with the balance the ledger holds.
 *
 * @param movements Every line of the customer.
 * @param balance What the page states.
 * @param facts What the ledger states.
 * @param now Milliseconds since 1970, to tell which points have lapsed.
 */
export const recompute = (
  movements: readonly PointsMovement[],
  balance: PointsBalance,
  facts: LedgerFacts,
  now: number,
): RecomputeReport => {
  let sumListed = 0n
  let sumRecomputed = 0n
  const lots = new Map<number, Lot[]>()
  const differences: Difference[] = []
  for (const movement of movements) {
    const line = checkLine(movement, facts)
    sumListed += BigInt(movement.points)
    sumRecomputed += line.recomputed
    const holder = facts.purchases.get(purchaseKey(movement.transactionHash, movement.purchaseNumber))?.holder ?? 0
    const lot = { lapsesAt: Date.parse(movement.lapsesAt), points: line.recomputed }
    lots.set(holder, [...(lots.get(holder) ?? []), lot])
    differences.push(...line.differences)
  }
  const spent = spendFrom(lots, facts.spendings)
  const lapsed = [...lots.values()]
    .flat()
    .reduce((sum, { lapsesAt, points }) => (lapsesAt <= now ? sum + points : sum), 0n)
  if (facts.balance !== sumRecomputed - spent - lapsed || facts.balance !== BigInt(balance.balance)) {
    differences.push({ kind: 'balance' })
  }
  return {
    lines: movements.length,
    sumListed,
    sumRecomputed,
    lapsed,
    spent,
    balance: facts.balance,
    rulesRead: [...facts.rules.values()].reduce((count, versions) => count + versions.length, 0),
    callsRead: new Set(movements.map(({ transactionHash }) => transactionHash)).size,
    blockNumber: facts.blockNumber,
    differences,
  }
}
