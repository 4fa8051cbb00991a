import type { JsonValue } from '@candor/journal'

/** What the audit of customers can find. */
export type CustomerFindingCode =
  /** The journal speaks of a customer who is gone. */
  | 'CUSTOMER_MISSING'
  /** A customer's stored data is not what was recorded last. */
  | 'CUSTOMER_CHANGED'
  /** A customer of whom the journal does not speak. */
  | 'CUSTOMER_UNRECORDED'
  | 'NOTE_MISSING'
  | 'NOTE_CHANGED'
  /** Owner, tags or bin are not what was recorded last. */
  | 'CUSTOMER_CARE_CHANGED'
  /** Owner, tags or bin of which the journal does not speak. */
  | 'CUSTOMER_CARE_UNRECORDED'
  /** Lists do not show a customer as the customer's care says. */
  | 'CUSTOMER_MARKS_CHANGED'
  | 'CUSTOMER_TAG_CHANGED'

/** One thing that is not as it was recorded; the form that the journal's audit expects. Holds no personal data. */
export type Finding = {
  readonly code: CustomerFindingCode
  readonly table: string
  readonly key: string
  readonly what: string
  readonly detail: { readonly [name: string]: JsonValue }
}

export const finding = (
  code: CustomerFindingCode,
  table: string,
  key: string,
  what: string,
  detail: Finding['detail'] = {},
): Finding => ({ code, table, key, what, detail })
