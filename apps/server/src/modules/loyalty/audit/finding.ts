import type { JsonValue } from '@candor/journal'

/** What the audit of points can find. */
export type PointsFindingCode =
  /** The journal speaks of points that no line holds any more. */
  | 'POINTS_LINE_MISSING'
  /** A line says otherwise than the journal. */
  | 'POINTS_LINE_CHANGED'
  /** A line that the journal does not speak of. */
  | 'POINTS_LINE_UNRECORDED'
  /** A line says otherwise than what the contract received or computed. */
  | 'POINTS_LEDGER_DIFFERS'
  /** The ledger knows nothing of a line. */
  | 'POINTS_LEDGER_MISSING'
  /** The order says otherwise than what its points were computed from. */
  | 'POINTS_PURCHASE_DIFFERS'
  /** Counting again from order and rules gives other points. */
  | 'POINTS_RECOMPUTED_DIFFER'
  /** A purchase whose turn is over has neither points nor a reason to have none. */
  | 'POINTS_PURCHASE_SKIPPED'
  /** A rule is kept otherwise than published on the ledger. */
  | 'POINTS_RULE_CHANGED'
  /** A sum is not the sum of its lines. */
  | 'POINTS_SUM_CHANGED'
  /** The contract has credited another total than the lines hold. */
  | 'POINTS_TOTAL_DIFFERS'

/** One thing that is not as it was recorded; the form that the journal's audit expects. */
export type Finding = {
  readonly code: PointsFindingCode
  readonly table: string
  readonly key: string
  readonly what: string
  readonly detail: { readonly [name: string]: JsonValue }
}

export const finding = (
  code: PointsFindingCode,
  table: string,
  key: string,
  what: string,
  detail: Finding['detail'] = {},
): Finding => ({ code, table, key, what, detail })
