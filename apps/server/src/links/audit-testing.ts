import type { LedgerReader } from '@candor/ledger'
import type { Finding } from '../modules/journal/index.ts'
import type { Database } from '../platform/db/index.ts'
import { eventually } from '../testing/index.ts'
import { auditOrganisation } from './audit.ts'

/**
 * All that an audit of an organisation finds, once every entry has its position: what waits for one is not compared
 * with the modules' rows yet. Nothing is noted of the audit.
 * @param reader the ledger; without one, anchors and points are not compared with it
 */
export const auditFindings = async (
  db: Database,
  organisationId: string,
  reader?: LedgerReader,
): Promise<readonly Finding[]> => {
  await eventually('every entry has its position', async () => {
    const { rows } = await db.owner.query('select from journal_pending where organisation_id = $1 limit 1', [
      organisationId,
    ])
    return rows.length === 0
  })
  return Array.fromAsync(auditOrganisation(db, organisationId, reader, { save: false }))
}
