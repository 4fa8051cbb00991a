import { postedUpTo } from '../modules/loyalty/totals.ts'
import { purchasesOfImport } from '../modules/orders/index.ts'
import type { Tx } from '../platform/db/index.ts'

/**
 * How many purchases an import brought to merchants that give points, and how many of those have come to rest: they
 * have their points or were passed over for good reason.
 */
export const pointsOfImport = async (tx: Tx, importId: string): Promise<{ total: number; reached: number }> =>
  purchasesOfImport(tx, importId, await postedUpTo(tx))
