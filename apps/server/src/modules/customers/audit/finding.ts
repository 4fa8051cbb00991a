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
