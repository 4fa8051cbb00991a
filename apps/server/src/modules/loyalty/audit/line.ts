import { pointsEarned, versionInForce, type EarnPeriod, type EarnTerms } from '@candor/api'
import type { EarnedLine } from '@candor/ledger'
import type { JsonValue } from '@candor/journal'
import type { Purchase } from '../needs.ts'
import { finding, type Finding } from './finding.ts'

/** A line of points as this organisation keeps it. */
export type StoredLine = {
  readonly id: string
  readonly entryId: string
  readonly customerId: string
  readonly merchantId: string
  readonly member: number
  readonly orderId: string
  readonly orderNumber: string
  readonly orderEntryId: string
  readonly purchaseNumber: number
  readonly holder: number
  readonly amount: string
  readonly occurredAt: Date
  readonly points: string
  readonly ruleVersion: number
  readonly transactionHash: Buffer
  readonly postedAt: Date
}

/** A version of a rule as read from the ledger. */
export type LedgerRule = EarnTerms & EarnPeriod & { readonly version: number }

/** What a line is compared with. */
export type LineWitnesses = {
  /** The order as the orders module keeps it. */
  readonly purchase: Purchase | undefined
  /** What the contract received and computed. */
  readonly earned: EarnedLine | undefined
  /** Whose account the holder is. */
  readonly holderOf: string | undefined
  readonly rules: readonly LedgerRule[]
}

const seconds = (time: Date): number => Math.floor(time.getTime() / 1000)
const keyOf = (line: StoredLine): string => `order ${line.orderNumber}, line ${line.id}`

/** Names of the values that differ, with both sides. */
export const differences = (
  stated: { readonly [name: string]: JsonValue },
  found: { readonly [name: string]: JsonValue },
): { [name: string]: JsonValue } | undefined => {
  const names = Object.keys(stated).filter((name) => stated[name] !== found[name])
  if (names.length === 0) return undefined
  return Object.fromEntries(names.map((name) => [name, { stated: stated[name]!, found: found[name] ?? null }]))
}

const withLedger = (line: StoredLine, { earned, holderOf }: LineWitnesses): Finding[] => {
  if (!earned) {
    const what = 'The ledger holds no such purchase in the transaction that the line names.'
    return [finding('POINTS_LEDGER_MISSING', 'points_movement', keyOf(line), what)]
  }
  const detail = differences(
    {
      points: String(earned.points),
      ruleVersion: earned.ruleVersion,
      amount: String(earned.amountMinor),
      time: seconds(earned.occurredAt),
      holder: earned.holder,
      customer: holderOf ?? null,
    },
    {
      points: line.points,
      ruleVersion: line.ruleVersion,
      amount: line.amount,
      time: seconds(line.occurredAt),
      holder: line.holder,
      customer: line.customerId,
    },
  )
  const what = 'A points line is not what the contract received and computed.'
  return detail ? [finding('POINTS_LEDGER_DIFFERS', 'points_movement', keyOf(line), what, detail)] : []
}

/** Counts again from the order and the published rules, independently of everything that was computed before. */
const fromOrder = (line: StoredLine, { purchase, earned, rules }: LineWitnesses): Finding[] => {
  if (!purchase) {
    const what = 'The purchase that earned points is gone.'
    return [finding('POINTS_PURCHASE_DIFFERS', 'order', `order ${line.orderNumber}`, what, { order: line.orderId })]
  }
  const reported = differences(
    {
      amount: String(earned?.amountMinor ?? line.amount),
      time: seconds(earned?.occurredAt ?? line.occurredAt),
      customer: line.customerId,
      order: line.orderId,
    },
    {
      amount: String(purchase.amount),
      time: seconds(purchase.placedAt),
      customer: purchase.customerId,
      order: purchase.orderId,
    },
  )
  if (reported) {
    const what = 'An order is not what its points were computed from.'
    return [finding('POINTS_PURCHASE_DIFFERS', 'order', `order ${purchase.orderNumber}`, what, reported)]
  }
  const rule = versionInForce(rules, seconds(purchase.placedAt))
  const recomputed = pointsEarned(rule, purchase.amount).points
  const detail = differences(
    { points: String(recomputed), ruleVersion: rule?.version ?? 0 },
    { points: line.points, ruleVersion: line.ruleVersion },
  )
  const what = 'Counting the points again from the order and the published rule gives another result.'
  return detail ? [finding('POINTS_RECOMPUTED_DIFFER', 'points_movement', keyOf(line), what, detail)] : []
}

/** Compares one line with the ledger, with its order, and with what order and rules give when counted again. */
export const checkLine = (line: StoredLine, witnesses: LineWitnesses): Finding[] => [
  ...withLedger(line, witnesses),
  ...fromOrder(line, witnesses),
]

/** Compares a line with the journal entry that was recorded with it. */
export const checkEntry = (line: StoredLine, body: JsonValue): Finding[] => {
  const sealed = Object(body) as { [name: string]: JsonValue }
  const stored: { readonly [name: string]: JsonValue } = {
    orderId: line.orderId,
    orderNumber: line.orderNumber,
    orderEntryId: line.orderEntryId,
    merchantId: line.merchantId,
    purchaseNumber: line.purchaseNumber,
    amount: line.amount,
    points: line.points,
    ruleVersion: line.ruleVersion,
    occurredAt: line.occurredAt.toISOString(),
    creditedAt: line.postedAt.toISOString(),
    transactionHash: `0x${line.transactionHash.toString('hex')}`,
  }
  const said = Object.fromEntries(Object.keys(stored).map((name) => [name, sealed[name] ?? null]))
  const detail = differences(said, stored)
  const what = 'A points line is not what the journal recorded.'
  return detail ? [finding('POINTS_LINE_CHANGED', 'points_movement', keyOf(line), what, detail)] : []
}
