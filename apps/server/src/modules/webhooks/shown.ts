import type { WebhookDelivery, WebhookEndpoint, DeliveryState } from '@candor/api'
import { z } from 'zod'
import { subjectKey } from '../../platform/crypto/index.ts'
import type { Tx } from '../../platform/db/index.ts'
import { decodeCursor, pageOf } from '../../platform/http/page.ts'
import { allEndpoints } from './endpoint.ts'
import { messageId } from './outbox.ts'
import { answerPlace } from './settle.ts'

type Instants = 'lastSuccessAt' | 'lastFailureAt' | 'failingSince' | 'restingUntil'
type Health = Omit<WebhookEndpoint['health'], Instants> & { readonly id: string } & Readonly<
    Record<Instants, Date | null>
  >

/** Messages of one state, counted no further than this. */
const counted = 1000
const countOf = (state: DeliveryState): string =>
  `(select count(*)::int from (select from webhook_delivery d where d.organisation_id = $1 and d.endpoint_id = p.endpoint_id
      and d.state = '${state}' limit ${counted}) c)`

const iso = (at: Date | null): string | null => at?.toISOString() ?? null

/** Endpoints with how it goes. */
export const shownEndpoints = async (tx: Tx): Promise<WebhookEndpoint[]> => {
  const endpoints = await allEndpoints(tx)
  const health = await tx.rows<Health>({
    name: 'webhook-health',
    text: `select p.endpoint_id as id, p.last_success_at as "lastSuccessAt", p.last_failure_at as "lastFailureAt",
                  p.failing_since as "failingSince", p.failures, p.resting_until as "restingUntil",
                  ${countOf('waiting')} as waiting, ${countOf('failed')} as failed,
                  greatest(0, (select coalesce(max(leaf_index) + 1, 0) from journal_leaf where organisation_id = $1)
                              - p.next_leaf) as behind
             from webhook_progress p where p.organisation_id = $1`,
    values: [tx.organisationId],
  })
  const healthOf = new Map(health.map((each) => [each.id, each]))
  const now = Date.now()
  return endpoints.map(({ id, version, url, description, kinds, state, publicKey, entryId, ...endpoint }) => {
    const found = healthOf.get(id)
    const until = endpoint.oldKeysUntil
    return {
      id,
      version,
      url,
      description,
      kinds: kinds && Array.from(kinds),
      state,
      publicKey,
      entryId,
      oldKeysUntil: until !== null && until.getTime() > now ? until.toISOString() : null,
      health: {
        lastSuccessAt: iso(found?.lastSuccessAt ?? null),
        lastFailureAt: iso(found?.lastFailureAt ?? null),
        failingSince: iso(found?.failingSince ?? null),
        failures: found?.failures ?? 0,
        restingUntil: iso(found?.restingUntil ?? null),
        waiting: found?.waiting ?? 0,
        failed: found?.failed ?? 0,
        behind: found?.behind ?? 0,
      },
      createdAt: endpoint.createdAt.toISOString(),
      changedAt: endpoint.changedAt.toISOString(),
    }
  })
}

type Row = {
  readonly entryId: string
  readonly kind: string
  readonly recordedAt: Date
  readonly state: DeliveryState
  readonly attempts: number
  readonly dueAt: Date | null
  readonly tries: WebhookDelivery['tries']
  readonly answer: Buffer | null
}

/** Messages to an endpoint, the newest first. @throws HTTP_CURSOR_INVALID */
export const shownDeliveries = async (
  tx: Tx,
  endpointId: string,
  {
    state,
    cursor,
    limit,
  }: { readonly state?: DeliveryState | undefined; readonly cursor?: string | undefined; readonly limit: number },
): Promise<{ items: WebhookDelivery[]; nextCursor: string | null }> => {
  const before = decodeCursor(z.tuple([z.uuid()]), cursor)?.[0]
  const rows = await tx.rows<Row>({
    name: `webhook-log${state === undefined ? '' : `-${state}`}`,
    text: `select entry_id as "entryId", kind, recorded_at as "recordedAt", state, attempts, due_at as "dueAt", tries, answer
             from webhook_delivery
            where organisation_id = $1 and endpoint_id = $2 and ($3::uuid is null or entry_id < $3)
              ${state === undefined ? '' : `and state = '${state}'`}
            order by entry_id desc limit $4`,
    values: [tx.organisationId, endpointId, before ?? null, limit + 1],
  })
  const key = await subjectKey(tx, tx.organisationId)
  return pageOf(
    rows,
    limit,
    ({ entryId }) => [entryId],
    ({ recordedAt, dueAt, answer, ...row }) => ({
      ...row,
      messageId: messageId(row.entryId),
      recordedAt: recordedAt.toISOString(),
      dueAt: iso(dueAt),
      answer: answer && key.decrypt(answerPlace(endpointId, row.entryId), answer).toString(),
    }),
  )
}
