import type { Tx } from '../../../platform/db/index.ts'
import type { Finding } from './finding.ts'

/** Where an earlier audit came to. */
export type SavedAudit = { readonly size: number; readonly root: Buffer; readonly auditedAt: Date }

/** Findings kept with an audit; the count is always whole. */
const mostKept = 100

/** The newest audit, if it found nothing: only then may another one go on from it. */
export const lastCleanAudit = async (tx: Tx): Promise<SavedAudit | undefined> =>
  tx.maybe<SavedAudit>({
    text: `select size, root, audited_at as "auditedAt" from (
             select size, root, findings, created_at as audited_at from journal_audit
              where organisation_id = $1 order by created_at desc, id desc limit 1) newest
            where findings = 0`,
    values: [tx.organisationId],
  })

/** Notes an audit. */
export const saveAudit = async (
  tx: Tx,
  audit: { from: number; size: number; root: Buffer; findings: number; first: readonly Finding[] },
): Promise<void> => {
  await tx.rows({
    text: `insert into journal_audit (organisation_id, from_size, size, root, findings, report)
           values ($1, $2, $3, $4, $5, $6)`,
    values: [
      tx.organisationId,
      audit.from,
      audit.size,
      audit.root,
      audit.findings,
      JSON.stringify(audit.first.slice(0, mostKept)),
    ],
  })
}
