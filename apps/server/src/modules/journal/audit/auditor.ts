import type { JsonValue } from '@candor/journal'
import type { Tx } from '../../../platform/db/index.ts'
import type { Finding } from './finding.ts'

/** An entry whose own row, hash and body have been found in order. */
export type AuditedEntry = {
  readonly id: string
  readonly subject: string
  readonly kind: string
  readonly actor: string
  readonly purpose: string
  readonly recordedAt: string
  readonly occurredAt: string
  readonly body: JsonValue
}

/** What an audit looks at: everything, or what was recorded since an earlier one. */
export type AuditScope = { readonly full: true } | { readonly full: false; readonly since: Date }

/**
 * Compares a module's own rows with what the journal says of them. It only reads, and names the exact record.
 * Modules give one each; the composition root hands them to the audit.
 */
export type Auditor = {
  readonly name: string
  /** Entries to be shown: whole kinds (`order.placed`) or all of a thing (`order.`). */
  readonly kinds: readonly string[]
  /** Called with batches of entries in the order of the journal. */
  readonly compare: (tx: Tx, entries: readonly AuditedEntry[]) => Promise<readonly Finding[]>
  /** Called once at the end, for rows that no entry speaks of and for what lies outside the journal. */
  readonly finish?: (tx: Tx, scope: AuditScope) => Promise<readonly Finding[]>
}

/** Whether an auditor wants to see entries of a kind. */
export const concerns = ({ kinds }: Auditor, kind: string): boolean =>
  kinds.some((wanted) => (wanted.endsWith('.') ? kind.startsWith(wanted) : kind === wanted))
