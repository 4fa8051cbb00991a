import { webhookTestKind, type DeliveryFailure } from '@candor/api'
import type { Tx } from '../../platform/db/index.ts'
import { uuidv7 } from '../../platform/ids.ts'

/** A message to be sent. */
export type Message = {
  readonly entryId: string
  readonly leafIndex: number | null
  readonly kind: string
  readonly subjectId: string
  readonly recordedAt: Date
  /** How often it was tried before. */
  readonly attempts: number
}

/** What became of a try. */
export type Outcome = {
  readonly at: Date
  readonly status: number | null
  readonly failure: DeliveryFailure | null
  readonly milliseconds: number
  readonly answer: string
  /** Milliseconds that the receiver asked for. */
  readonly asked: number
}

/** The value of `webhook-id`: the entry's, so it is the same on every try, after a replay, and after a restored backup. */
export const messageId = (entryId: string): string => `msg_${entryId.replaceAll('-', '')}`

/** What is sent: ids and the kind, nothing of what the entry says. */
export const messageBody = (
  organisation: string,
  { entryId: id, kind: type, subjectId: subject, leafIndex, recordedAt }: Message,
): Buffer => {
  const data = { id, subject, organisation, ...(leafIndex !== null && { position: leafIndex }) }
  return Buffer.from(JSON.stringify({ type, timestamp: recordedAt.toISOString(), data }))
}

/** Positions of the journal that are looked through at once. */
const stretch = 2000
/** Once so many messages wait, the journal is the queue for the rest. */
const enough = 2000

/**
 * Writes messages for what the journal has for an endpoint, from where it was read last, in the transaction that says how far.
 * Whoever was erased meanwhile is left out; so is who looked at what, since a program that reads what it is told of would be told of that.
 * @returns whether there is more to be read
 */
export const readJournal = async (
  tx: Tx,
  { id, kinds }: { readonly id: string; readonly kinds: readonly string[] | null },
): Promise<boolean> => {
  const { next, end, waiting } = await tx.one<{ next: number; end: number; waiting: number }>({
    name: 'webhook-read-from',
    text: `select p.next_leaf as next,
                  (select coalesce(max(leaf_index) + 1, 0) from journal_leaf where organisation_id = $1) as end,
                  (select count(*)::int from (select from webhook_delivery d where d.organisation_id = $1
                      and d.endpoint_id = $2 and d.state = 'waiting' limit ${enough}) w) as waiting
             from webhook_progress p where p.organisation_id = $1 and p.endpoint_id = $2 for no key update of p`,
    values: [tx.organisationId, id],
  })
  if (next >= end || waiting >= enough) return false
  const until = Math.min(end, next + stretch)
  await tx.rows({
    name: 'webhook-read',
    text: `insert into webhook_delivery (organisation_id, endpoint_id, entry_id, leaf_index, kind, subject_id, recorded_at)
           select $1, $2, e.id, l.leaf_index, e.kind, e.subject, e.recorded_at
             from journal_leaf l
             join journal_entry e on e.organisation_id = $1 and e.id = l.entry_id
            where l.organisation_id = $1 and l.leaf_index >= $3 and l.leaf_index < $4
              and case when $5::text[] is null then not starts_with(e.kind, 'access.') else e.kind = any($5) end
              and not exists (select from subject_key k where k.organisation_id = $1 and k.subject_id = e.subject
                                 and k.destroyed_at is not null)
            order by l.leaf_index
           on conflict do nothing`,
    values: [tx.organisationId, id, next, until, kinds],
  })
  await tx.rows({
    name: 'webhook-read-until',
    text: 'update webhook_progress set next_leaf = $3 where organisation_id = $1 and endpoint_id = $2',
    values: [tx.organisationId, id, until],
  })
  return until < end
}

/**
 * Messages that are due, the oldest first; those about somebody who was erased are withheld for good.
 * @param held entry ids of messages that are being sent
 * @param onlyTests whether nothing but what tries the endpoint may go
 */
export const takeDue = async (
  tx: Tx,
  {
    endpointId,
    held,
    onlyTests,
    limit,
  }: {
    readonly endpointId: string
    readonly held: readonly string[]
    readonly onlyTests: boolean
    readonly limit: number
  },
): Promise<Message[]> => {
  const rows = await tx.rows<Message & { readonly erased: boolean }>({
    name: `webhook-due${onlyTests ? '-tests' : ''}`,
    text: `select d.entry_id as "entryId", d.leaf_index as "leafIndex", d.kind, d.subject_id as "subjectId",
                  d.recorded_at as "recordedAt", d.attempts,
                  exists (select from subject_key k where k.organisation_id = $1 and k.subject_id = d.subject_id
                             and k.destroyed_at is not null) as erased
             from webhook_delivery d
            where d.organisation_id = $1 and d.endpoint_id = $2 and d.state = 'waiting' and d.due_at <= now()
              and d.entry_id <> all($3::uuid[]) ${onlyTests ? 'and d.leaf_index is null' : ''}
            order by d.due_at limit $4`,
    values: [tx.organisationId, endpointId, held, limit],
  })
  const erased = rows.filter((row) => row.erased).map(({ entryId }) => entryId)
  if (erased.length > 0) {
    await tx.rows({
      name: 'webhook-withhold',
      text: `update webhook_delivery set state = 'withheld', due_at = null, finished_at = now()
              where organisation_id = $1 and endpoint_id = $2 and entry_id = any($3::uuid[])`,
      values: [tx.organisationId, endpointId, erased],
    })
  }
  return rows.filter((row) => !row.erased)
}

/** Puts a message into the outbox that only tries an endpoint. @returns its entry id, which no entry has */
export const sendTest = async (tx: Tx, endpointId: string): Promise<string> => {
  const id = uuidv7()
  await tx.rows({
    name: 'webhook-test',
    text: `insert into webhook_delivery (organisation_id, endpoint_id, entry_id, kind, subject_id, recorded_at)
           values ($1, $2, $3, $4, $1, now())`,
    values: [tx.organisationId, endpointId, id, webhookTestKind],
  })
  return id
}

/**
 * Has messages sent again that were given up, or all since a moment.
 * @returns how many
 */
export const replay = async (
  tx: Tx,
  {
    endpointId,
    what,
    since,
    entryId,
  }: {
    readonly endpointId: string
    readonly what: 'failed' | 'all'
    readonly since?: string | undefined
    readonly entryId?: string | undefined
  },
): Promise<number> => {
  const { count } = await tx.one<{ count: number }>({
    name: `webhook-replay-${what}`,
    text: `with again as (
             update webhook_delivery set state = 'waiting', attempts = 0, due_at = now(), finished_at = null
              where organisation_id = $1 and endpoint_id = $2
                and ${what === 'failed' ? `state = 'failed'` : `state in ('failed', 'delivered')`}
                and ($3::timestamptz is null or recorded_at >= $3) and ($4::uuid is null or entry_id = $4)
             returning 1)
           select count(*)::int as count from again`,
    values: [tx.organisationId, endpointId, since ?? null, entryId ?? null],
  })
  return count
}

/** Messages are kept for so long after they were delivered or given up. */
const keptDays = 30

/** Takes away messages and keys that have served their time. */
export const forgetOldDeliveries = async (tx: Tx): Promise<void> => {
  await tx.rows({
    text: `delete from webhook_delivery where organisation_id = $1 and finished_at < now() - interval '${keptDays} days'`,
    values: [tx.organisationId],
  })
  await tx.rows({
    text: `delete from webhook_delivery where organisation_id = $1 and endpoint_id in (
             select id from webhook_endpoint where organisation_id = $1 and removed_at < now() - interval '${keptDays} days')`,
    values: [tx.organisationId],
  })
  await tx.rows({
    text: `update webhook_endpoint set old_keys = null where organisation_id = $1 and old_keys_until < now()`,
    values: [tx.organisationId],
  })
}
