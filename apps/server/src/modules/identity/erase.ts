import { deleteRows } from '../../platform/db/erase-rows.ts'
import type { Tx } from '../../platform/db/index.ts'

/** Ends every session of a customer in the portal, and takes back codes that were sent. */
export const erasePortalAccess = async (tx: Tx, records: readonly string[]): Promise<number> =>
  (await deleteRows(tx, 'portal_session', 'customer_id', records)) +
  (await deleteRows(tx, 'portal_code', 'customer_id', records))
