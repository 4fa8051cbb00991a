import type { JsonObject } from '@candor/journal'
import { subjectKey } from '../../platform/crypto/index.ts'
import type { Tx } from '../../platform/db/index.ts'
import { bodyOf, keeperOf, sealContent, type Deal } from './deal.ts'
import type { DealsNeeds } from './needs.ts'

export type DealEventKind =
  | 'deal.created'
  | 'deal.changed'
  | 'deal.moved'
  | 'deal.won'
  | 'deal.lost'
  | 'deal.reopened'
  | 'deal.removed'
  | 'deal.restored'

/** Who does something, and when it happened where that was not now: an ISO instant. */
export type By = { readonly actor: string; readonly at?: string | undefined }

/** What is stored and recorded together: the deal as it is now, what happened to it, and who did it. */
export type DealEvent = {
  readonly deal: Deal
  readonly kind: DealEventKind
  readonly by: By
  /** What is told beside the deal itself: names of fields that changed, of stages and reasons as they were then. */
  readonly told?: JsonObject
}

const purpose = 'service-contract'

const upsert = `
  insert into deal (organisation_id, id, pipeline, stage, state, removed, subject_id, customer_id, company_id, content, amount,
      currency, close_day, owner, source, reason, stage_since, changed_at, closed_at, created_by, created_at, version, entry_id)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, coalesce($13::date, 'infinity'), $14, $15, $16, $17, $18, $19,
      $20, $21, $22, $23)
  on conflict (organisation_id, id) do update set
    pipeline = excluded.pipeline, stage = excluded.stage, state = excluded.state, removed = excluded.removed,
    subject_id = excluded.subject_id, customer_id = excluded.customer_id, company_id = excluded.company_id,
    content = excluded.content, amount = excluded.amount, currency = excluded.currency, close_day = excluded.close_day,
    owner = excluded.owner, source = excluded.source, reason = excluded.reason, stage_since = excluded.stage_since,
    changed_at = excluded.changed_at, closed_at = excluded.closed_at, version = excluded.version,
    entry_id = excluded.entry_id`

/**
 * Writes a deal and its journal entry in the caller's transaction.
 * @returns the id of the entry
 */
export const storeDeal = async (
  tx: Tx,
  { record, onChanged }: Pick<DealsNeeds, 'record' | 'onChanged'>,
  { deal, kind, by: { actor, at }, told }: DealEvent,
): Promise<string> => {
  const keeper = keeperOf(tx, deal)
  const body = { ...bodyOf(deal), told: told ?? {} }
  const [key, entry] = await Promise.all([
    subjectKey(tx, keeper),
    record(tx, { subject: keeper, kind, actor, purpose, body, ...(at !== undefined && { occurredAt: at }) }),
  ])
  const { id, pipeline, stage, state, removed, customer, company, amount, currency, closeDay, owner, source } = deal
  await Promise.all([
    tx.rows({
      name: 'deal-write',
      text: upsert,
      values: [
        tx.organisationId,
        id,
        pipeline,
        stage,
        state,
        removed,
        keeper,
        customer,
        company,
        sealContent(key, deal),
        amount,
        currency,
        closeDay,
        owner,
        source,
        deal.reason,
        deal.stageSince,
        deal.changedAt,
        deal.closedAt,
        deal.createdBy,
        deal.createdAt,
        deal.version,
        entry.id,
      ],
    }),
    tx.rows({
      name: 'deal-entry-write',
      text: 'insert into deal_entry (organisation_id, deal_id, version, entry_id) values ($1, $2, $3, $4)',
      values: [tx.organisationId, id, deal.version, entry.id],
    }),
  ])
  tx.afterCommit(() => onChanged(tx.organisationId, id))
  return entry.id
}
