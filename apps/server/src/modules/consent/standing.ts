import type { ConsentDecided, ConsentOnLedger, ConsentStanding } from '@candor/api'
import type { Tx } from '../../platform/db/index.ts'
import { hexOf } from '../../platform/hex.ts'

/** The newest decision about a purpose and a recipient, with what it takes to say whether it is in force. */
export type DecisionRow = {
  readonly customerId: string
  readonly purposeId: string
  readonly recipientId: string
  readonly number: number
  readonly state: ConsentDecided
  readonly noticeVersion: number
  readonly categories: string[]
  readonly channels: string[]
  readonly decidedAt: Date
  readonly validUntil: Date | null
  readonly entryId: string
  readonly member: number
  readonly content: Buffer
  readonly nonce: number
  readonly callId: string | null
  readonly attempts: number
  readonly refusal: string | null
  readonly transactionHash: Buffer | null
  readonly blockNumber: number | null
}

/** Columns of a {@link DecisionRow}; the table is called `d`. */
export const decisionColumns = `d.customer_id as "customerId", d.purpose_id as "purposeId",
  d.recipient_id as "recipientId", d.number, d.state, d.notice_version as "noticeVersion", d.categories, d.channels,
  d.decided_at as "decidedAt", d.valid_until as "validUntil", d.entry_id as "entryId", d.member, d.content, d.nonce,
  d.call_id as "callId", d.attempts, d.refusal, d.transaction_hash as "transactionHash",
  d.block_number as "blockNumber"`

/** How far the ledger is with a decision. */
export const onLedger = ({ refusal, transactionHash, blockNumber }: DecisionRow): ConsentOnLedger => ({
  state: transactionHash !== null ? 'confirmed' : refusal === null ? 'pending' : 'refused',
  refusal: transactionHash === null ? refusal : null,
  transactionHash: transactionHash && hexOf(transactionHash),
  blockNumber,
})

/**
 * Why a decision allows nothing at a moment; nothing when it is a grant in force.
 * @param renewedBy the newest notice up to then that ended earlier grants
 */
export const faultOf = (decision: DecisionRow, renewedBy: number | null, at: Date) => {
  const { state, validUntil, noticeVersion } = decision
  if (state !== 'granted') return state
  if (onLedger(decision).state === 'refused') return 'ledger-refused'
  if (validUntil !== null && validUntil.getTime() <= at.getTime()) return 'expired'
  return renewedBy !== null && noticeVersion < renewedBy ? 'renewal-needed' : undefined
}

type StandingRow = DecisionRow & {
  readonly account: Buffer
  readonly retired: boolean
  readonly renewedBy: number | null
}

const standingFrom = (row: StandingRow): ConsentStanding => ({
  purposeId: row.purposeId,
  recipientId: row.recipientId,
  state: row.state,
  number: row.number,
  noticeVersion: row.noticeVersion,
  categories: row.categories,
  channels: row.channels,
  decidedAt: row.decidedAt.toISOString(),
  validUntil: row.validUntil?.toISOString() ?? null,
  inForce: !row.retired && faultOf(row, row.renewedBy, new Date()) === undefined,
  entryId: row.entryId,
  account: hexOf(row.account),
  ledger: onLedger(row),
})

/** Where a customer stands with every purpose and recipient, as far as anything was decided. */
export const standingsOf = async (tx: Tx, customerId: string): Promise<ConsentStanding[]> => {
  const rows = await tx.rows<StandingRow>({
    name: 'consent-standings',
    // Of several records that were merged, what was decided last counts.
    text: `select * from (select distinct on (c.purpose_id, c.recipient_id) ${decisionColumns}, a.account, p.retired,
                  p.created_at as "purposeCreatedAt",
                  (select max(n.version) from consent_notice n
                    where n.organisation_id = $1 and n.purpose_id = d.purpose_id and n.renews) as "renewedBy"
             from consent c
             join consent_decision d on d.organisation_id = $1 and d.customer_id = c.customer_id
                   and d.purpose_id = c.purpose_id and d.recipient_id = c.recipient_id and d.number = c.number
             join consent_account a on a.organisation_id = $1 and a.customer_id = c.customer_id
             join consent_purpose p on p.organisation_id = $1 and p.id = c.purpose_id
            where c.organisation_id = $1 and c.customer_id in (select customer_records($2))
            order by c.purpose_id, c.recipient_id, d.decided_at desc) as newest
            order by "purposeCreatedAt", "purposeId", "recipientId"`,
    values: [tx.organisationId, customerId],
  })
  return rows.map(standingFrom)
}
