import type { CustomerProfile } from '@candor/api'
import type { Tx } from '../../../platform/db/index.ts'
import { customerErrors } from '../errors.ts'
import { erasedCustomer, openRows } from '../find.ts'
import { hideFromLists, lockListed, showInLists, type OrderSums } from './sums.ts'

/** A record that is held until the transaction ends, opened. */
export type HeldRecord = {
  readonly id: string
  readonly reference: string | null
  readonly profile: CustomerProfile
  readonly version: number
  readonly createdAt: Date
  /** The record that stands for it, where it was merged. */
  readonly mergedInto: string | null
}

type Row = Omit<HeldRecord, 'profile'> & { readonly profile: Buffer }

/**
 * Holds records, whoever else wants to change or merge them waits; in one order, so that nobody waits crosswise.
 * @throws CUSTOMER_NOT_FOUND, SUBJECT_ERASED
 */
export const holdRecords = async (tx: Tx, ids: readonly string[]): Promise<Map<string, HeldRecord>> => {
  const rows = await tx.rows<Row>({
    name: 'customer-hold',
    text: `select id, reference, profile, version, created_at as "createdAt", merged_into as "mergedInto" from customer
            where organisation_id = $1 and id = any($2::uuid[]) order by id for no key update`,
    values: [tx.organisationId, ids],
  })
  const missing = ids.find((id) => rows.every((row) => row.id !== id))
  if (missing !== undefined) throw customerErrors.CUSTOMER_NOT_FOUND(`there is no customer ${missing}`)
  const held = new Map((await openRows(tx, rows)).map((row) => [row.id, row]))
  const erased = ids.find((id) => !held.has(id))
  return erased === undefined ? held : erasedCustomer(erased)
}

/** What the orders of records add up to, as the orders module counts them. */
export type SumOrders = (tx: Tx, customerIds: readonly string[]) => Promise<readonly OrderSums[]>

const setHead = async (tx: Tx, ids: readonly string[], head: string | null): Promise<void> => {
  await tx.rows({
    name: 'customer-set-head',
    text: `update customer set merged_into = $3, updated_at = now() where organisation_id = $1 and id = any($2::uuid[])`,
    values: [tx.organisationId, ids, head],
  })
}

/** The records of a customer that are held, and those that belong to it. */
export type Part = { readonly record: HeldRecord; readonly records: readonly string[] }

const listedAs = ({ record }: Part, sums: readonly OrderSums[]) => ({
  id: record.id,
  country: record.profile.country ?? null,
  createdAt: record.createdAt,
  sums,
})

/**
 * Lets one customer stand for another, with all records that the other one consists of. No fact is moved: only lists,
 * counts and sums show one customer where there were two.
 */
export const joinRecords = async (tx: Tx, sumOrders: SumOrders, kept: Part, other: Part): Promise<void> => {
  await lockListed(tx, [kept.record.id, other.record.id])
  await setHead(tx, other.records, kept.record.id)
  await hideFromLists(tx, other.record.id)
  await showInLists(tx, listedAs(kept, await sumOrders(tx, [...kept.records, ...other.records])))
}

/** The reverse: the other one stands for itself and for its own records again. */
export const partRecords = async (tx: Tx, sumOrders: SumOrders, kept: Part, other: Part): Promise<void> => {
  await lockListed(tx, [kept.record.id])
  await setHead(tx, [other.record.id], null)
  const under = other.records.filter((id) => id !== other.record.id)
  if (under.length > 0) await setHead(tx, under, other.record.id)
  const sums = Map.groupBy(await sumOrders(tx, [...kept.records, ...other.records]), ({ customerId }) =>
    other.records.includes(customerId) ? 'other' : 'kept',
  )
  await showInLists(tx, listedAs(kept, sums.get('kept') ?? []))
  await showInLists(tx, listedAs(other, sums.get('other') ?? []))
}
