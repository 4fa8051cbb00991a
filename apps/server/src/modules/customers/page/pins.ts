import type { JournalEntry } from '@candor/api'
import type { Tx } from '../../../platform/db/index.ts'
import type { Authorship } from '../create.ts'
import { customerErrors } from '../errors.ts'
import { requireCustomer } from '../find.ts'
import type { CustomersNeeds } from '../needs.ts'

/** What pins need of the journal. */
export type PinNeeds = Pick<CustomersNeeds, 'record' | 'readEntry' | 'subjectOf'>

const mostPins = 20

/** The entries that are pinned, the latest first. @throws CUSTOMER_NOT_FOUND */
export const pinnedEntries = async (tx: Tx, needs: PinNeeds, customerId: string): Promise<JournalEntry[]> => {
  await requireCustomer(tx, customerId)
  const rows = await tx.rows<{ id: string }>({
    name: 'customer-pins',
    text: `select entry_id as id from customer_pin
            where organisation_id = $1 and customer_id in (select customer_records($2))
            order by created_at desc limit $3`,
    values: [tx.organisationId, customerId, mostPins],
  })
  const entries: JournalEntry[] = []
  for (const { id } of rows) entries.push(await needs.readEntry(tx, id))
  return entries
}

/**
 * Pins an entry of a customer; one that is pinned stays so.
 * @throws CUSTOMER_NOT_FOUND, CUSTOMER_ENTRY_OF_ANOTHER, CUSTOMER_PINS_TOO_MANY
 */
export const pinEntry = async (
  tx: Tx,
  needs: PinNeeds,
  { customerId, entryId }: { readonly customerId: string; readonly entryId: string },
  { actor, purpose }: Authorship,
): Promise<{ entryId: string }> => {
  await requireCustomer(tx, customerId)
  if ((await needs.subjectOf(tx, entryId)) !== customerId) {
    throw customerErrors.CUSTOMER_ENTRY_OF_ANOTHER(`the entry ${entryId} does not speak of customer ${customerId}`)
  }
  const { count, already } = await tx.one<{ count: number; already: string | null }>({
    name: 'customer-pin-count',
    text: `select count(*)::int as count, max(record_id::text) filter (where entry_id = $3) as already
             from customer_pin where organisation_id = $1 and customer_id = $2`,
    values: [tx.organisationId, customerId, entryId],
  })
  if (already !== null) return { entryId: already }
  if (count >= mostPins) throw customerErrors.CUSTOMER_PINS_TOO_MANY(`${mostPins} entries are pinned already`)
  const body = { entryId }
  const recorded = await needs.record(tx, { subject: customerId, kind: 'timeline.pinned', actor, purpose, body })
  await tx.rows({
    name: 'customer-pin-insert',
    text: `insert into customer_pin (organisation_id, customer_id, entry_id, pinned_by, record_id)
           values ($1, $2, $3, $4, $5) on conflict do nothing`,
    values: [tx.organisationId, customerId, entryId, actor, recorded.id],
  })
  return { entryId: recorded.id }
}

/** Takes a pin away. @throws CUSTOMER_PIN_NOT_FOUND */
export const unpinEntry = async (
  tx: Tx,
  needs: PinNeeds,
  { customerId, entryId }: { readonly customerId: string; readonly entryId: string },
  { actor, purpose }: Authorship,
): Promise<{ entryId: string }> => {
  const gone = await tx.maybe({
    name: 'customer-pin-delete',
    text: `delete from customer_pin where organisation_id = $1 and customer_id = $2 and entry_id = $3 returning 1 as one`,
    values: [tx.organisationId, customerId, entryId],
  })
  if (gone === undefined) throw customerErrors.CUSTOMER_PIN_NOT_FOUND(`the entry ${entryId} is not pinned`)
  const body = { entryId }
  const recorded = await needs.record(tx, { subject: customerId, kind: 'timeline.unpinned', actor, purpose, body })
  return { entryId: recorded.id }
}
