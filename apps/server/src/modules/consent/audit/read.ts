import type { Tx } from '../../../platform/db/index.ts'
import type { NoticeContent } from '../catalogue/notices.ts'
import { decisionColumns, type DecisionRow } from '../standing.ts'

/** A decision as it is kept, with what stands around it. */
export type AuditedDecision = DecisionRow & {
  readonly hash: Buffer
  readonly account: Buffer
  /** Whether no later decision was taken by the ledger. */
  readonly newestOnLedger: boolean
}

const around = `
  from consent_decision d
  join consent c on c.organisation_id = $1 and c.customer_id = d.customer_id and c.purpose_id = d.purpose_id
                and c.recipient_id = d.recipient_id
  join consent_account a on a.organisation_id = $1 and a.customer_id = d.customer_id
 where d.organisation_id = $1`

/** Decisions that were recorded with these entries. */
export const decisionsOfEntries = async (tx: Tx, entryIds: readonly string[]): Promise<AuditedDecision[]> =>
  tx.rows<AuditedDecision>({
    name: 'consent-audit-decisions',
    text: `select ${decisionColumns}, c.hash, a.account,
                  not exists (select from consent_decision e
                               where e.organisation_id = $1 and e.customer_id = d.customer_id
                                 and e.purpose_id = d.purpose_id and e.recipient_id = d.recipient_id
                                 and e.number > d.number and e.transaction_hash is not null) as "newestOnLedger"
           ${around} and d.entry_id = any($2::uuid[])`,
    values: [tx.organisationId, entryIds],
  })

type Kept = { customerId: string; purposeId: string; recipientId: string; number: number }

/** Decisions that no entry of the journal speaks of, at most a hundred. */
export const unrecordedDecisions = async (tx: Tx): Promise<Kept[]> =>
  tx.rows<Kept>({
    name: 'consent-audit-unrecorded',
    text: `select d.customer_id as "customerId", d.purpose_id as "purposeId", d.recipient_id as "recipientId", d.number
             from consent_decision d
            where d.organisation_id = $1
              and not exists (select from journal_entry e where e.organisation_id = $1 and e.id = d.entry_id
                                 and e.subject = d.customer_id and starts_with(e.kind, 'consent.')) limit 100`,
    values: [tx.organisationId],
  })

/** Consents that do not say what their newest decision says, at most a hundred. */
export const wrongStates = async (tx: Tx): Promise<Kept[]> =>
  tx.rows<Kept>({
    name: 'consent-audit-states',
    text: `select c.customer_id as "customerId", c.purpose_id as "purposeId", c.recipient_id as "recipientId", c.number
             from consent c
             left join lateral (select number, state from consent_decision d
                                 where d.organisation_id = $1 and d.customer_id = c.customer_id
                                   and d.purpose_id = c.purpose_id and d.recipient_id = c.recipient_id
                                 order by number desc limit 1) d on true
            where c.organisation_id = $1
              and (d.number is distinct from c.number or d.state is distinct from c.state) limit 100`,
    values: [tx.organisationId],
  })

/** A notice as it is kept. */
export type AuditedNotice = {
  readonly purposeId: string
  readonly version: number
  readonly content: NoticeContent
  readonly hash: Buffer
  readonly renews: boolean
  readonly entryId: string
}

/** Notices that were published with these entries. */
export const noticesOfEntries = async (tx: Tx, entryIds: readonly string[]): Promise<AuditedNotice[]> =>
  tx.rows<AuditedNotice>({
    name: 'consent-audit-notices',
    text: `select purpose_id as "purposeId", version, content, hash, renews, entry_id as "entryId" from consent_notice
            where organisation_id = $1 and entry_id = any($2::uuid[])`,
    values: [tx.organisationId, entryIds],
  })
