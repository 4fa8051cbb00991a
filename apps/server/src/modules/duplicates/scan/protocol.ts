import type { ColumnEvidence, ScoringModel, Stage } from '@candor/matching'

/** What the comparison is told, in its own thread. */
export type Order =
  /** More customers: texts in the order of the columns. */
  | { readonly kind: 'rows'; readonly rows: readonly (readonly (string | null)[])[] }
  /** There are no more: compare. */
  | { readonly kind: 'compare' }
  /** The last pairs were stored. */
  | { readonly kind: 'more' }

/** Two customers by their places in the order in which they were told. */
export type ScannedPair = {
  readonly first: number
  readonly second: number
  readonly probability: number
  readonly weight: number
  readonly evidence: readonly ColumnEvidence[]
}

/** What the comparison found. */
export type Outcome = {
  readonly compared: number
  readonly pairs: number
  /** Pairs beyond the most that are kept; the weakest. */
  readonly leftOut: number
  /** Nothing where there was nothing to compare. */
  readonly model: ScoringModel | undefined
}

/** What the comparison tells. */
export type Report =
  | { readonly kind: 'taken' }
  | { readonly kind: 'progress'; readonly stage: Stage; readonly done: number; readonly of: number }
  | { readonly kind: 'pairs'; readonly pairs: readonly ScannedPair[] }
  | { readonly kind: 'done'; readonly outcome: Outcome }
