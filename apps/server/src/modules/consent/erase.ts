import type { Tx } from '../../platform/db/index.ts'
import { deleteRows, emptyRows } from '../../platform/db/erase-rows.ts'

/**
 * Takes from decisions and accounts all that could still be opened: salts and keys. The decisions stay, since the ledger
 * holds their commitments; without the salts these open to nothing.
 */
export const eraseConsents = async (tx: Tx, records: readonly string[]): Promise<number> =>
  (await emptyRows(tx, 'consent', 'customer_id', records, `salt_sealed = ''`, `salt_sealed = ''`)) +
  (await emptyRows(tx, 'consent_account', 'customer_id', records, `key_sealed = ''`, `key_sealed = ''`)) +
  (await deleteRows(tx, 'use_limit', 'customer_id', records))
