import { emptyRows } from '../../platform/db/erase-rows.ts'
import type { Tx } from '../../platform/db/index.ts'

/** Takes the key of a customer's account away. Purchases and points stay as sums of money do, under a number. */
export const eraseHolders = async (tx: Tx, records: readonly string[]): Promise<number> =>
  emptyRows(tx, 'holder', 'customer_id', records, `key_sealed = ''`, `key_sealed = ''`)
