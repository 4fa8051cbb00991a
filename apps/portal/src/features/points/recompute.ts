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
  let lapsed = 0n
  const differences: Difference[] = []
  for (const movement of movements) {
    const line = checkLine(movement, facts)
    sumListed += BigInt(movement.points)
    sumRecomputed += line.recomputed
    if (Date.parse(movement.lapsesAt) <= now) lapsed += line.recomputed
    differences.push(...line.differences)
  }
  if (facts.balance !== sumRecomputed - lapsed || facts.balance !== BigInt(balance.balance)) {
    differences.push({ kind: 'balance' })
  }
  return {
    lines: movements.length,
    sumListed,
    sumRecomputed,
    lapsed,
    balance: facts.balance,
    rulesRead: [...facts.rules.values()].reduce((count, versions) => count + versions.length, 0),
    callsRead: new Set(movements.map(({ transactionHash }) => transactionHash)).size,
    blockNumber: facts.blockNumber,
    differences,
  }
}
