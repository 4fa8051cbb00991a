import type { Tx } from '../../../platform/db/index.ts'
import { customerErrors } from '../errors.ts'
import type { CustomersNeeds } from '../needs.ts'

/** Makes sure that somebody who is to look after customers works here. @throws CUSTOMER_OWNER_UNKNOWN */
export const requireOwner = async (
  tx: Tx,
  needs: Pick<CustomersNeeds, 'colleagues'>,
  ownerId: string | null | undefined,
): Promise<void> => {
  if (ownerId === null || ownerId === undefined) return
  const colleagues = await needs.colleagues(tx)
  if (!colleagues.some(({ id, active }) => active && id === ownerId)) {
    throw customerErrors.CUSTOMER_OWNER_UNKNOWN(`nobody with the id ${ownerId} works here`)
  }
}
