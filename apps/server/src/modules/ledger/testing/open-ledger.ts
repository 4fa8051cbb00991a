import { pino } from 'pino'
import { readConfig } from '../../../platform/config.ts'
import { Events } from '../../../platform/http/events.ts'
import type { Platform } from '../../../platform/platform.ts'
import type { TestDatabase } from '../../../testing/index.ts'
import { Ledger, type LedgerOptions } from '../index.ts'

/**
 * A ledger at work on a test database, without the rest of the server.
 * @param url a node of a network; the embedded chain unless given
 */
export const openTestLedger = async (
  { db, data }: TestDatabase,
  url: string | undefined,
  options: LedgerOptions = {},
): Promise<Ledger> => {
  const config = readConfig({ CANDOR_DATA: data, ...(url !== undefined && { CANDOR_LEDGER_URL: url }) })
  const parts = { config, db, log: pino({ level: 'silent' }), events: new Events() }
  // The ledger needs no more of the platform than these.
  return Ledger.open(parts as unknown as Platform, options)
}
