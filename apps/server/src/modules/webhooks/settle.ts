import { subjectKey } from '../../platform/crypto/index.ts'
import { bytesArray, textArray, type Tx } from '../../platform/db/index.ts'
import { endpointsById, lockEndpoint, originOf, storeEndpoint } from './endpoint.ts'
import type { WebhooksNeeds } from './needs.ts'
import type { Message, Outcome } from './outbox.ts'
import { downAfter, nextTry, pausedAfter, restAfter } from './schedule.ts'

/** A try with its outcome. */
export type Tried = { readonly message: Message; readonly outcome: Outcome }

type Progress = { failures: number; failingSince: Date | null; restingUntil: Date | null }

/** By 410 a receiver says that it wants nothing more. */
const gone = 410
/** Tries of a message that are kept. */
const keptTries = 20

export const answerPlace = (endpointId: string, entryId: string) => ({
  table: 'webhook_delivery',
  column: 'answer',
  id: `${endpointId} ${entryId}`,
})

/** What a try makes of its message. */
const after = ({ message, outcome }: Tried): { state: string; dueAt: string | null; finishedAt: string | null } => {
  const { at, failure, status, asked } = outcome
  const end = (state: string) => ({ state, dueAt: null, finishedAt: at.toISOString() })
  if (failure === null) return end('delivered')
  const wait = status === gone ? undefined : nextTry(message.attempts + 1, asked)
  if (wait === undefined || message.leafIndex === null) return end('failed')
  return { state: 'waiting', dueAt: new Date(at.getTime() + wait).toISOString(), finishedAt: null }
}

const writeDeliveries = async (tx: Tx, endpointId: string, tried: readonly Tried[]): Promise<void> => {
  const key = await subjectKey(tx, tx.organisationId)
  const results = tried.map(after)
  await tx.rows({
    name: 'webhook-settle',
    text: `update webhook_delivery d
              set state = made.state, attempts = d.attempts + 1, due_at = made.due_at, finished_at = made.finished_at,
                  answer = made.answer,
                  tries = case when jsonb_array_length(d.tries) < ${keptTries} then d.tries else d.tries - 0 end || made.try
             from unnest($3::uuid[], $4::text[], $5::timestamptz[], $6::timestamptz[], $7::bytea[], $8::jsonb[])
                  as made (entry_id, state, due_at, finished_at, answer, try)
            where d.organisation_id = $1 and d.endpoint_id = $2 and d.entry_id = made.entry_id and d.state = 'waiting'`,
    values: [
      tx.organisationId,
      endpointId,
      tried.map(({ message }) => message.entryId),
      results.map(({ state }) => state),
      results.map(({ dueAt }) => dueAt),
      results.map(({ finishedAt }) => finishedAt),
      bytesArray(
        tried.map(({ message, outcome }) =>
          outcome.answer === '' ? null : key.encrypt(answerPlace(endpointId, message.entryId), outcome.answer),
        ),
      ),
      textArray(
        tried.map(({ outcome: { at, status, failure, milliseconds } }) =>
          JSON.stringify({ at: at.toISOString(), status, failure, milliseconds }),
        ),
      ),
    ],
  })
}

/** After a receiver was down, what waits for later tries is sent soon, a little apart. */
const bringForward = async (tx: Tx, endpointId: string): Promise<void> => {
  await tx.rows({
    name: 'webhook-bring-forward',
    text: `update webhook_delivery set due_at = least(due_at, now() + random() * interval '30 seconds')
            where organisation_id = $1 and endpoint_id = $2 and state = 'waiting'`,
    values: [tx.organisationId, endpointId],
  })
}

const fold = (before: Progress, tried: readonly Tried[]): Progress & { wasDown: boolean } => {
  let { failures, failingSince, restingUntil } = before
  let wasDown = false
  for (const { outcome } of tried) {
    if (outcome.failure === null) {
      wasDown ||= failures >= downAfter
      ;[failures, failingSince, restingUntil] = [0, null, null]
      continue
    }
    failures += 1
    failingSince ??= outcome.at
    const rest = restAfter(outcome.status, failures, outcome.asked)
    if (rest > 0) restingUntil = new Date(Math.max(restingUntil?.getTime() ?? 0, outcome.at.getTime() + rest))
  }
  return { failures, failingSince, restingUntil, wasDown }
}

/** Pauses an endpoint that does not work, and tells those who look after it. */
const pauseByItself = async (
  tx: Tx,
  needs: WebhooksNeeds,
  endpointId: string,
  state: 'failing' | 'gone',
): Promise<void> => {
  const known = (await endpointsById(tx, [endpointId])).get(endpointId)
  if (known?.state !== 'active' || known.removedAt !== null) return
  const before = await lockEndpoint(tx, endpointId)
  if (before.state !== 'active') return
  const { version } = await storeEndpoint(
    tx,
    needs,
    { ...before, version: before.version + 1, state },
    { kind: 'webhook.paused', actor: 'system' },
  )
  await needs.tellPaused(tx, { id: endpointId, version, name: before.description || originOf(before.url) })
}

/**
 * Notes what became of tries, in the order in which they ended.
 * @returns until when the endpoint is left alone
 */
export const settle = async (
  tx: Tx,
  needs: WebhooksNeeds,
  endpointId: string,
  tried: readonly Tried[],
): Promise<Date | null> => {
  const before = await tx.maybe<Progress>({
    name: 'webhook-progress',
    text: `select failures, failing_since as "failingSince", resting_until as "restingUntil" from webhook_progress
            where organisation_id = $1 and endpoint_id = $2 for no key update`,
    values: [tx.organisationId, endpointId],
  })
  if (before === undefined) return null
  await writeDeliveries(tx, endpointId, tried)
  const { failures, failingSince, restingUntil, wasDown } = fold(before, tried)
  const last = (failed: boolean): Date | null =>
    tried.findLast(({ outcome }) => (outcome.failure !== null) === failed)?.outcome.at ?? null
  await tx.rows({
    name: 'webhook-progress-write',
    text: `update webhook_progress set failures = $3, failing_since = $4, resting_until = $5,
                  last_success_at = coalesce($6, last_success_at), last_failure_at = coalesce($7, last_failure_at)
            where organisation_id = $1 and endpoint_id = $2`,
    values: [tx.organisationId, endpointId, failures, failingSince, restingUntil, last(false), last(true)],
  })
  if (wasDown) await bringForward(tx, endpointId)
  if (tried.some(({ outcome }) => outcome.status === gone)) await pauseByItself(tx, needs, endpointId, 'gone')
  else if (failingSince !== null && Date.now() - failingSince.getTime() >= pausedAfter) {
    await pauseByItself(tx, needs, endpointId, 'failing')
  }
  return restingUntil
}
