import { hash } from 'node:crypto'
import { canonicalJson, type JsonValue } from '@candor/journal'
import type { CustomerImportOptions, CustomerProfile, CustomerRowReason } from '@candor/api'
import type { Tx } from '../../../platform/db/index.ts'
import type { CustomerImportsNeeds } from '../needs.ts'
import { nameOf, type StandardRow } from '../row/standard.ts'

/** A row on its way in. */
export type NumberedRow = StandardRow & {
  readonly row: number
  /** The profile of the customer whom it makes, if it makes one, as it would be stored. */
  readonly standard?: CustomerProfile
}

/** What is to be done with a row. */
export type Decision =
  | {
      readonly do: 'create'
      readonly row: NumberedRow
      readonly profile: CustomerProfile
      /** Whether the profile is as it is stored. */
      readonly isStandard: boolean
    }
  | { readonly do: 'update'; readonly row: NumberedRow; readonly id: string; readonly isBinned: boolean }
  | {
      readonly do: 'skip' | 'fail'
      readonly row: NumberedRow
      readonly reason: CustomerRowReason
      readonly column: string | null
    }

/** What a row finds its customer by, if it says so. */
export const keyOf = ({ reference, profile }: StandardRow, key: CustomerImportOptions['key']): string | null => {
  if (key === 'reference') return reference
  if (key === 'email') return profile.emails?.[0]?.address ?? null
  return profile.phones?.[0]?.number ?? null
}

const digits = (text: string): string => text.replaceAll(/\D/g, '')

/** All by which the customer of a row could be found, now or by another row: no two of different customers are the same. */
export const keysOf = (
  { reference, customerId, profile }: StandardRow,
  key: CustomerImportOptions['key'],
): string[] => [
  ...(customerId === null ? [] : [customerId]),
  ...(reference === null ? [] : [`reference ${reference.toLowerCase()}`]),
  ...(key === 'email' ? (profile.emails ?? []).map(({ address }) => address.toLowerCase()) : []),
  ...(key === 'phone' ? (profile.phones ?? []).map(({ number }) => digits(number)) : []),
]

/** What a profile comes to, in one line: two are the same if and only if their fingerprints are. */
export const fingerprintOf = (profile: CustomerProfile): string =>
  hash('sha256', canonicalJson(profile as JsonValue), 'hex')

const decisionOf = (
  row: NumberedRow,
  matched: readonly { readonly id: string; readonly isBinned: boolean }[],
  { mode, key }: Pick<CustomerImportOptions, 'mode' | 'key'>,
): Decision => {
  if (row.refusal !== undefined) {
    return { do: row.refusal.reason === 'ALREADY_THERE' ? 'skip' : 'fail', row, ...row.refusal }
  }
  const value = keyOf(row, key)
  if (mode === 'update' && value === null && row.customerId === null)
    return { do: 'fail', row, reason: 'NO_KEY', column: null }
  const [only, ...others] = matched
  if (only === undefined) {
    if (mode === 'update') return { do: 'skip', row, reason: 'NOT_THERE', column: null }
    return row.standard === undefined
      ? { do: 'create', row, profile: { ...row.profile, name: nameOf(row) }, isStandard: false }
      : { do: 'create', row, profile: row.standard, isStandard: true }
  }
  if (mode === 'create' && !only.isBinned) return { do: 'skip', row, reason: 'ALREADY_THERE', column: null }
  if (others.length > 0) return { do: 'fail', row, reason: 'AMBIGUOUS_KEY', column: null }
  return { do: 'update', row, ...only }
}

/** Decides what is to be done with rows. No two of them may have the same key. */
export const decide = async (
  tx: Tx,
  needs: CustomerImportsNeeds,
  rows: readonly NumberedRow[],
  options: CustomerImportOptions,
): Promise<Decision[]> => {
  const sound = rows.filter(({ refusal }) => refusal === undefined)
  const values = sound.map((row) => keyOf(row, options.key)).filter((value) => value !== null)
  const ids = sound.map(({ customerId }) => customerId).filter((id) => id !== null)
  const byKey = await needs.matchCustomers(tx, options.key, [...new Set(values)])
  const byId = await needs.matchCustomers(tx, 'id', [...new Set(ids)])
  return rows.map((row) => {
    const value = row.refusal === undefined ? keyOf(row, options.key) : null
    const known = row.customerId === null ? undefined : byId.get(row.customerId)
    const matched = known ?? (value === null ? undefined : byKey.get(value)) ?? []
    return decisionOf(row, matched, options)
  })
}
