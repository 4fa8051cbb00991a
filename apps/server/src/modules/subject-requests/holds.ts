import type { Tx } from '../../platform/db/index.ts'
import { subjectRequestErrors } from './errors.ts'
import type { SubjectRequestsNeeds } from './needs.ts'

/** Whether something of a customer has to be kept whatever they ask for. */
export const isHeld = async (tx: Tx, records: readonly string[]): Promise<boolean> =>
  (await tx.maybe({
    name: 'legal-hold-of',
    text: 'select from legal_hold where organisation_id = $1 and customer_id = any($2::uuid[]) limit 1',
    values: [tx.organisationId, records],
  })) !== undefined

/**
 * Puts a customer's data on legal hold, or releases it. The customer does not see the entry before the hold is used.
 * @throws LEGAL_HOLD_UNCHANGED and not-found errors
 */
export const setHold = async (
  tx: Tx,
  { record, customers }: SubjectRequestsNeeds,
  customerId: string,
  { held, reason }: { readonly held: boolean; readonly reason: string },
  actor: string,
): Promise<{ entryId: string }> => {
  await customers.require(tx, customerId)
  const records = await customers.recordsOf(tx, customerId)
  // Whoever erases the customer at this moment comes first, or sees the hold.
  await customers.lock(tx, records)
  if ((await isHeld(tx, records)) === held) {
    throw subjectRequestErrors.LEGAL_HOLD_UNCHANGED(`customer ${customerId} ${held ? 'is' : 'is not'} on hold already`)
  }
  const [subject] = records as [string]
  const { id } = await record(tx, {
    subject,
    kind: held ? 'privacy.hold-set' : 'privacy.hold-released',
    actor,
    purpose: 'legal-obligation',
    body: { reason },
  })
  await tx.rows(
    held
      ? {
          text: 'insert into legal_hold (organisation_id, customer_id, set_by, entry_id) values ($1, $2, $3, $4)',
          values: [tx.organisationId, subject, actor, id],
        }
      : {
          text: 'delete from legal_hold where organisation_id = $1 and customer_id = any($2::uuid[])',
          values: [tx.organisationId, records],
        },
  )
  return { entryId: id }
}
