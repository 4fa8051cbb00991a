import type { CustomerProfile } from '@candor/api'
import type { Tx } from '../../../platform/db/index.ts'
import { openRows } from '../find.ts'

/** A record as it was when it was merged. */
export type MergedRecord = { readonly reference: string | null; readonly profile: CustomerProfile }

/** What records are called, by id, whether they stand for themselves or not. @throws SUBJECT_ERASED */
export const namesOfRecords = async (
  tx: Tx,
  ids: readonly string[],
): Promise<Map<string, { readonly name: string; readonly reference: string | null }>> => {
  if (ids.length === 0) return new Map()
  const rows = await tx.rows<{ id: string; reference: string | null; profile: Buffer }>({
    name: 'customer-record-names',
    text: 'select id, reference, profile from customer where organisation_id = $1 and id = any($2::uuid[])',
    values: [tx.organisationId, ids],
  })
  const opened = await openRows(tx, rows)
  return new Map(opened.map(({ id, reference, profile }) => [id, { name: profile.name, reference }]))
}

/** Records that were merged into these customers, by customer; customers without any are left out. */
export const mergedProfiles = async (tx: Tx, ids: readonly string[]): Promise<Map<string, MergedRecord[]>> => {
  const rows = await tx.rows<{ id: string; head: string; reference: string | null; profile: Buffer }>({
    name: 'customer-merged-profiles',
    text: `select id, merged_into as head, reference, profile from customer
            where organisation_id = $1 and merged_into = any($2::uuid[])`,
    values: [tx.organisationId, ids],
  })
  if (rows.length === 0) return new Map()
  return Map.groupBy(await openRows(tx, rows), ({ head }) => head)
}
