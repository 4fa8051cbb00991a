import type { Pool } from 'pg'
import type { Tx } from '../../platform/db/index.ts'

/** Removes what no longer opens anything: codes, sessions and invitations past their time. */
export const forgetExpired = async (tx: Tx, owner: Pool): Promise<void> => {
  await tx.rows({
    text: 'delete from portal_code where organisation_id = $1 and expires_at < now()',
    values: [tx.organisationId],
  })
  await tx.rows({
    text: 'delete from portal_session where organisation_id = $1 and expires_at < now()',
    values: [tx.organisationId],
  })
  await tx.rows({
    text: `delete from staff_invitation where organisation_id = $1 and expires_at < now() - interval '30 days'`,
    values: [tx.organisationId],
  })
  await owner.query('delete from auth.session where expires_at < now()')
}
