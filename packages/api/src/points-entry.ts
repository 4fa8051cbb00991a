import type { EarnRule, PointsMovement } from './loyalty.ts'

type RuleTerms = Pick<
  EarnRule,
  'version' | 'pointsNumerator' | 'spendUnit' | 'minimumSpend' | 'maximumPoints' | 'startsAt' | 'endsAt'
>

/** What a `points.earned` entry is made of; a movement as the API gives it fits. */
export type PointsEntrySource = Pick<
  PointsMovement,
  | 'orderId'
  | 'orderNumber'
  | 'merchantId'
  | 'purchaseNumber'
  | 'amount'
  | 'currency'
  | 'points'
  | 'occurredAt'
  | 'postedAt'
  | 'orderEntryId'
  | 'transactionHash'
> & { readonly rule: RuleTerms | null }

/**
 * The body of the journal entry of a points line. The server records it and a browser builds it again from what it
 * shows, so that a line which was changed after it was sealed no longer fits its receipt.
 */
export const pointsEntryBody = (source: PointsEntrySource) => ({
  orderId: source.orderId,
  orderNumber: source.orderNumber,
  orderEntryId: source.orderEntryId,
  merchantId: source.merchantId,
  purchaseNumber: source.purchaseNumber,
  amount: source.amount,
  currency: source.currency,
  points: source.points,
  ruleVersion: source.rule?.version ?? 0,
  rule: source.rule && {
    pointsNumerator: source.rule.pointsNumerator,
    spendUnit: source.rule.spendUnit,
    minimumSpend: source.rule.minimumSpend,
    maximumPoints: source.rule.maximumPoints,
    startsAt: source.rule.startsAt,
    endsAt: source.rule.endsAt,
  },
  occurredAt: source.occurredAt,
  creditedAt: source.postedAt,
  transactionHash: source.transactionHash,
})
