import type { OpenTransaction, Settled } from '@candor/ledger/node'
import { toJson } from '@candor/ledger'
import type { Tx } from '../../../platform/db/index.ts'
import { bytesOf } from '../../../platform/hex.ts'

/** A call that waits, as the outbox has it. */
export type QueuedRow = {
  id: string
  contract: string
  data: Buffer
  account: Buffer | null
  attempts: number
}

/** What is not to be looked at: calls that have a transaction already, accounts that have too many under way. */
type Except = {
  readonly calls: readonly string[]
  readonly accounts: readonly Buffer[]
  /** Whether calls of the registrar are left out, because another company's account is that. */
  readonly registrars: boolean
}

/** Calls that are due, oldest first. */
export const queuedCalls = async (tx: Tx, except: Except, limit: number): Promise<QueuedRow[]> =>
  tx.rows<QueuedRow>({
    name: 'ledger-calls-queued',
    text: `select id, contract, data, account, attempts from ledger_call
            where organisation_id = $1 and state = 'queued' and due_at <= now() and id <> all($2::uuid[])
              and case when account is null then not $5::boolean else account <> all($3::bytea[]) end
            order by id limit $4`,
    values: [tx.organisationId, except.calls, except.accounts, limit, except.registrars],
  })

/** Notes that the node has these transactions. */
export const markSent = async (tx: Tx, transactions: readonly OpenTransaction[]): Promise<void> => {
  await tx.rows({
    name: 'ledger-calls-sent',
    text: `update ledger_call c set state = 'sent', sent_at = coalesce(c.sent_at, now()), transaction_hash = s.hash
             from unnest($2::uuid[], $3::bytea[]) as s (id, hash)
            where c.organisation_id = $1 and c.id = s.id and c.state in ('queued', 'sent')`,
    values: [
      tx.organisationId,
      transactions.map(({ callId }) => callId),
      transactions.map(({ hash }) => bytesOf(hash)),
    ],
  })
}

/** A call that has failed for good. */
export type FailedRow = { id: string; reference: Buffer; contract: string }

/** Notes what became of calls, once. @returns those that failed */
export const markSettled = async (tx: Tx, settled: readonly Settled[]): Promise<FailedRow[]> => {
  const rows = await tx.rows<FailedRow & { state: string }>({
    name: 'ledger-calls-settled',
    text: `update ledger_call c set state = s.state, transaction_hash = s.hash, block_number = s.block,
             refusal = s.refusal, mined_at = now(), attempts = s.attempts
             from unnest($2::uuid[], $3::text[], $4::bytea[], $5::bigint[], $6::jsonb[], $7::int[])
               as s (id, state, hash, block, refusal, attempts)
            where c.organisation_id = $1 and c.id = s.id and c.state in ('queued', 'sent')
           returning c.id, c.reference, c.contract, c.state`,
    values: [
      tx.organisationId,
      settled.map(({ transaction }) => transaction.callId),
      settled.map(({ succeeded }) => (succeeded ? 'mined' : 'failed')),
      settled.map(({ hash }) => bytesOf(hash)),
      settled.map(({ block }) => block?.number ?? null),
      settled.map(({ refusal }) => (refusal === undefined ? null : JSON.stringify(toJson(refusal)))),
      settled.map(({ transaction }) => transaction.attempt),
    ],
  })
  return rows.filter(({ state }) => state === 'failed')
}

/** Puts calls back into the queue. @param delay milliseconds until they are due */
export const markQueued = async (tx: Tx, transactions: readonly OpenTransaction[], delay: number): Promise<void> => {
  await tx.rows({
    name: 'ledger-calls-requeued',
    text: `update ledger_call c set state = 'queued', due_at = now() + $4 * interval '1 millisecond',
             attempts = s.attempts, transaction_hash = null, block_number = null
             from unnest($2::uuid[], $3::int[]) as s (id, attempts)
            where c.organisation_id = $1 and c.id = s.id`,
    values: [
      tx.organisationId,
      transactions.map(({ callId }) => callId),
      transactions.map(({ attempt }) => attempt),
      delay,
    ],
  })
}

/** Notes that a call is done because another company made it. */
export const markDoneElsewhere = async (tx: Tx, reference: Buffer, blockNumber: number): Promise<void> => {
  await tx.rows({
    text: `update ledger_call set state = 'mined', block_number = $3, mined_at = now()
            where organisation_id = $1 and reference = $2 and state = 'queued' and account is null`,
    values: [tx.organisationId, reference, blockNumber],
  })
}

/** Calls whose block the chain took back are under way again. */
export const markReopened = async (tx: Tx, ids: readonly string[]): Promise<void> => {
  await tx.rows({
    text: `update ledger_call set state = 'sent', block_number = null, mined_at = null, refusal = null
            where organisation_id = $1 and id = any($2::uuid[])`,
    values: [tx.organisationId, ids],
  })
}
