import type { ConsentAnswer, ConsentReason } from '@candor/api'
import type { Tx } from '../../platform/db/index.ts'
import { decisionColumns, faultOf, onLedger, type DecisionRow } from './standing.ts'

/** A use of personal data beyond what the contract with the customer needs. Terms go by their short names. */
export type Use = {
  readonly customerId: string
  readonly category: string
  readonly purpose: string
  readonly recipient: string
  /** How the person would be reached, where the use is to reach them. */
  readonly channel?: string | undefined
  /** A past moment; now unless given. */
  readonly at?: Date | undefined
  /**
   * Keeps the answer true until the caller's transaction ends: a withdrawal that comes meanwhile waits for it. For a
   * use that happens within the transaction.
   */
  readonly hold?: boolean | undefined
}

type Row = { readonly [Name in keyof DecisionRow]: DecisionRow[Name] | null } & {
  readonly ofPurpose: string | null
  readonly retired: boolean | null
  readonly ofCategory: string | null
  readonly ofRecipient: string | null
  readonly ofChannel: string | null
  readonly renewedBy: number | null
  /** What stands in the way of every use, whatever was agreed to. */
  readonly barred: 'erased' | 'restricted' | 'objected' | null
}

const question = (people: string, customer: string): string => `
  select p.id as "ofPurpose", p.retired, k.id as "ofCategory", r.id as "ofRecipient", h.id as "ofChannel",
         (select max(n.version) from consent_notice n
           where n.organisation_id = $1 and n.purpose_id = p.id and n.renews and n.published_at <= $7) as "renewedBy",
         case when exists (select from subject_key s where s.organisation_id = $1 and s.subject_id = ${customer}::uuid
                              and s.destroyed_at is not null) then 'erased'
              when exists (select from use_limit u where u.organisation_id = $1 and u.kind = 'restriction'
                              and u.customer_id in (select customer_records(${customer}::uuid))) then 'restricted'
              when exists (select from use_limit u where u.organisation_id = $1 and u.kind = 'objection'
                              and u.customer_id in (select customer_records(${customer}::uuid))) then 'objected' end as barred,
         ${decisionColumns}
    from ${people}
    left join consent_purpose p on p.organisation_id = $1 and p.slug = $3
    left join consent_term k on k.organisation_id = $1 and k.kind = 'category' and k.slug = $4
    left join consent_term r on r.organisation_id = $1 and r.kind = 'recipient' and r.slug = $5
    left join consent_term h on h.organisation_id = $1 and h.kind = 'channel' and h.slug = $6
    left join lateral (select * from consent_decision
                        where organisation_id = $1 and customer_id in (select customer_records(${customer}))
                          and purpose_id = p.id and recipient_id = r.id and decided_at <= $7
                        order by decided_at desc, number desc limit 1) d on true`

const questionOfOne = question('(select) as one', '$2')
const questionOfMany = question('unnest($2::uuid[]) as one (customer)', 'one.customer').replace(
  'select p.id',
  'select one.customer, p.id',
)

/** A decision that is under way at this moment comes first; one that comes later waits. */
const hold = async (
  tx: Tx,
  customerIds: readonly string[],
  { purpose, recipient }: Pick<Use, 'purpose' | 'recipient'>,
): Promise<void> => {
  await tx.rows({
    name: 'consent-hold',
    text: `select from consent c
             join consent_purpose p on p.organisation_id = $1 and p.id = c.purpose_id and p.slug = $3
             join consent_term r on r.organisation_id = $1 and r.id = c.recipient_id and r.slug = $4
            where c.organisation_id = $1
              and c.customer_id in (select customer_records(customer) from unnest($2::uuid[]) as customer)
            order by c.customer_id for share of c`,
    values: [tx.organisationId, customerIds, purpose, recipient],
  })
}

const reasonOf = (
  row: Row,
  decision: DecisionRow | undefined,
  { channel }: Pick<Use, 'channel'>,
  at: Date,
): ConsentReason => {
  if (row.barred !== null) return row.barred
  if (row.ofPurpose === null) return 'unknown-purpose'
  if (row.ofCategory === null) return 'unknown-category'
  if (row.ofRecipient === null) return 'unknown-recipient'
  if (channel !== undefined && row.ofChannel === null) return 'unknown-channel'
  if (row.retired === true) return 'purpose-retired'
  if (decision === undefined) return 'never-asked'
  const fault = faultOf(decision, row.renewedBy, at)
  if (fault !== undefined) return fault
  if (!decision.categories.includes(row.ofCategory)) return 'category-not-included'
  if (row.ofChannel !== null && !decision.channels.includes(row.ofChannel)) return 'channel-not-included'
  return 'granted'
}

const answerOf = (row: Row, use: Pick<Use, 'channel'>, at: Date): ConsentAnswer => {
  const decision = row.entryId === null ? undefined : (row as DecisionRow)
  const reason = reasonOf(row, decision, use, at)
  return {
    allowed: reason === 'granted',
    reason,
    at: at.toISOString(),
    evidence: decision
      ? {
          entryId: decision.entryId,
          state: decision.state,
          number: decision.number,
          noticeVersion: decision.noticeVersion,
          decidedAt: decision.decidedAt.toISOString(),
          validUntil: decision.validUntil?.toISOString() ?? null,
          ledger: onLedger(decision),
        }
      : null,
  }
}

/**
 * Whether a category of a customer's data may be used for a purpose by a recipient. Every use that the contract with the
 * customer does not need asks this first. What nobody agreed to is not allowed; what was withdrawn is not allowed from
 * that moment on, however far the ledger is with it.
 * @returns yes or no, why, and the decision that it rests on
 */
export const mayUse = async (tx: Tx, use: Use): Promise<ConsentAnswer> => {
  if (use.hold === true) await hold(tx, [use.customerId], use)
  const at = use.at ?? new Date()
  const row = await tx.one<Row>({
    name: 'consent-may-use',
    text: questionOfOne,
    values: [tx.organisationId, use.customerId, use.purpose, use.category, use.recipient, use.channel ?? null, at],
  })
  return answerOf(row, use, at)
}

/**
 * As {@link mayUse} for several customers at once, held until the caller's transaction ends: for a use now, within it.
 * @returns answers by customer
 */
export const mayUseMany = async (
  tx: Tx,
  customerIds: readonly string[],
  use: Pick<Use, 'category' | 'purpose' | 'recipient'>,
): Promise<Map<string, ConsentAnswer>> => {
  await hold(tx, customerIds, use)
  const at = new Date()
  const rows = await tx.rows<Row & { readonly customer: string }>({
    name: 'consent-may-use-many',
    text: questionOfMany,
    values: [tx.organisationId, customerIds, use.purpose, use.category, use.recipient, null, at],
  })
  return new Map(rows.map((row) => [row.customer, answerOf(row, {}, at)]))
}
