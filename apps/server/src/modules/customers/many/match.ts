import { blindKeys } from '../../../platform/crypto/index.ts'
import type { Tx } from '../../../platform/db/index.ts'
import { emailHash, phoneHash } from '../search/blind.ts'

/** A customer found by something that was known of them; one who was merged stands for nobody any more. */
export type Matched = { readonly id: string; readonly isBinned: boolean }

/** By what customers can be found all at once. */
export type MatchKey = 'id' | 'reference' | 'email' | 'phone'

type Row = { readonly key: string; readonly id: string; readonly binned: boolean }

const found = `
  select distinct m.key, coalesce(c.merged_into, c.id) as id, f.binned_at is not null as binned
    from matched m
    join customer c on c.organisation_id = $1 and c.id = m.id
    join customer_figures f on f.organisation_id = $1 and f.customer_id = coalesce(c.merged_into, c.id)`

const byReference = `
  with matched as (select reference as key, id from customer where organisation_id = $1 and reference = any($2::text[]))
  ${found}`

const byId = `
  with matched as (select id::text as key, id from customer where organisation_id = $1 and id = any($2::uuid[]))
  ${found}`

const byHash = (column: 'email_hash' | 'phone_hash', field: 'email' | 'phone'): string => `
  with matched as (
    select encode(${column}, 'hex') as key, id from customer where organisation_id = $1 and ${column} = any($2::bytea[])
    union all
    select encode(hash, 'hex'), customer_id from customer_contact_hash
     where organisation_id = $1 and field = '${field}' and hash = any($2::bytea[]))
  ${found}`

/**
 * Finds customers by many references, e-mail addresses or phone numbers at once. Addresses and numbers are found by their
 * blind exact indexes; no profile is opened.
 * @returns all who fit, by the value as it was given; values that nobody has are left out
 */
export const matchCustomers = async (
  tx: Tx,
  key: MatchKey,
  values: readonly string[],
): Promise<Map<string, readonly Matched[]>> => {
  if (values.length === 0) return new Map()
  const grouped = (rows: readonly Row[]) => {
    const byKey = Map.groupBy(rows, (row) => row.key)
    return (value: string): readonly Matched[] =>
      (byKey.get(value) ?? []).map(({ id, binned }) => ({ id, isBinned: binned }))
  }
  // Planned each time: in a fresh database these tables grow faster than a kept plan notices.
  if (key === 'reference' || key === 'id') {
    const text = key === 'id' ? byId : byReference
    const of = grouped(await tx.rows<Row>({ text, values: [tx.organisationId, values] }))
    return new Map(values.map((value) => [value, of(value)] as const).filter(([, matched]) => matched.length > 0))
  }
  const keys = await blindKeys(tx)
  const hashes = new Map(
    values.map((value) => [value, key === 'email' ? emailHash(keys, value) : phoneHash(keys, value)] as const),
  )
  const known = [...hashes.values()].filter((hash) => hash !== null)
  const text = key === 'email' ? byHash('email_hash', 'email') : byHash('phone_hash', 'phone')
  const of = grouped(await tx.rows<Row>({ text, values: [tx.organisationId, known] }))
  return new Map(
    [...hashes]
      .map(([value, hash]) => [value, hash === null ? [] : of(hash.toString('hex'))] as const)
      .filter(([, matched]) => matched.length > 0),
  )
}
