import type { JsonValue } from '@candor/journal'

/** What the audit of consent can find. */
export type ConsentFindingCode =
  /** The journal speaks of a decision that no row holds any more. */
  | 'CONSENT_DECISION_MISSING'
  /** A decision is kept otherwise than it was recorded. */
  | 'CONSENT_DECISION_CHANGED'
  /** A decision of which the journal does not speak. */
  | 'CONSENT_DECISION_UNRECORDED'
  /** What counts as the newest decision is not the newest. */
  | 'CONSENT_STATE_CHANGED'
  /** The commitments on record do not open to what was decided. */
  | 'CONSENT_COMMITMENT_DIFFERS'
  /** The contract keeps something else than the newest decision that it is said to have taken. */
  | 'CONSENT_LEDGER_DIFFERS'
  /** A notice is not what was published. */
  | 'CONSENT_NOTICE_CHANGED'
  /** A notice that was published is gone. */
  | 'CONSENT_NOTICE_MISSING'

/** One thing that is not as it was recorded; the form that the journal's audit expects. */
export type Finding = {
  readonly code: ConsentFindingCode
  readonly table: string
  readonly key: string
  readonly what: string
  readonly detail: { readonly [name: string]: JsonValue }
}

export const finding = (
  code: ConsentFindingCode,
  table: string,
  key: string,
  what: string,
  detail: Finding['detail'] = {},
): Finding => ({ code, table, key, what, detail })
