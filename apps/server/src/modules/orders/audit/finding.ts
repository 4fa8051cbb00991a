import type { JsonValue } from '@candor/journal'

/** What the audit of orders can find. */
export type OrderFindingCode =
  /** The journal speaks of an order that is gone. */
  | 'ORDER_MISSING'
  /** An order says otherwise than the journal. */
  | 'ORDER_CHANGED'
  /** A line of an order says otherwise than the journal, is gone, or was added. */
  | 'ORDER_LINE_CHANGED'
  /** An order that the journal does not speak of. */
  | 'ORDER_UNRECORDED'
  /** A merchant's purchases are not numbered without a gap. */
  | 'ORDER_NUMBERS_BROKEN'

/** One thing that is not as it was recorded; the form that the journal's audit expects. */
export type Finding = {
  readonly code: OrderFindingCode
  readonly table: string
  readonly key: string
  readonly what: string
  readonly detail: { readonly [name: string]: JsonValue }
}

export const finding = (
  code: OrderFindingCode,
  table: string,
  key: string,
  what: string,
  detail: Finding['detail'] = {},
): Finding => ({ code, table, key, what, detail })

type Value = string | number | null

/** What differs, with both values; nothing when all is equal. */
export const differences = (
  recorded: Readonly<Record<string, Value>>,
  stored: Readonly<Record<string, Value>>,
): Finding['detail'] | undefined => {
  const names = Object.keys(recorded).filter((name) => recorded[name] !== stored[name])
  if (names.length === 0) return undefined
  return Object.fromEntries(
    names.map((name) => [name, { recorded: recorded[name] ?? null, stored: stored[name] ?? null }]),
  )
}
