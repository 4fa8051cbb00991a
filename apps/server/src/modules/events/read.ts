import type { CustomerEvent, LiveTrackedEvent } from '@candor/api'
import type { JsonObject, JsonValue } from '@candor/journal'
import { z } from 'zod'
import { subjectKeys } from '../../platform/crypto/index.ts'
import type { Tx } from '../../platform/db/index.ts'
import { decodeCursor, pageOf } from '../../platform/http/page.ts'
import { openContent } from './ingest/leaf.ts'

type Page = { readonly cursor?: string | undefined; readonly limit: number }

const objectOf = (value: JsonValue | undefined): JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : {}

const textOf = (value: JsonValue | undefined): string | null => (typeof value === 'string' ? value : null)

/** Where an event happened: the page's address or title, or the app. */
const placeOf = (content: JsonObject): string | null => {
  const context = objectOf(content['context'])
  const page = objectOf(context['page'])
  return textOf(page['path']) ?? textOf(page['url']) ?? textOf(objectOf(context['app'])['name'])
}

type CustomerRow = Omit<CustomerEvent, 'occurredAt' | 'properties' | 'place'> & {
  readonly occurredAt: Date
  readonly body: Buffer
  /** The record that it was kept of; several where customers were merged. */
  readonly customerId: string
}

const customerCursor = z.tuple([z.iso.datetime(), z.uuid()])

/** What a customer did, newest first, opened. @throws SUBJECT_ERASED, HTTP_CURSOR_INVALID */
export const eventsOfCustomer = async (
  tx: Tx,
  customerId: string,
  { cursor, limit }: Page,
): Promise<{ items: CustomerEvent[]; nextCursor: string | null }> => {
  const after = decodeCursor(customerCursor, cursor)
  const rows = await tx.rows<CustomerRow>({
    name: after === undefined ? 'events-of-customer' : 'events-of-customer-after',
    text: `select e.id, e.source_id as "sourceId", s.name as "sourceName", e.type, e.name, e.occurred_at as "occurredAt",
                  e.stitched, e.basis, e.body, l.entry_id as "entryId", e.customer_id as "customerId"
             from customer_records($2) as record cross join lateral (
               select * from event where organisation_id = $1 and customer_id = record
                 ${after === undefined ? '' : 'and (occurred_at, id) < ($4::timestamptz, $5::uuid)'}
                order by occurred_at desc, id desc limit $3) as e
             join event_source s on s.organisation_id = $1 and s.id = e.source_id
             join event_seal l on l.organisation_id = $1 and l.id = e.seal_id
            order by e.occurred_at desc, e.id desc limit $3`,
    values: [tx.organisationId, customerId, limit + 1, ...(after ?? [])],
  })
  const keys = await subjectKeys(
    tx,
    rows.map((row) => row.customerId),
  )
  return pageOf(
    rows,
    limit,
    ({ occurredAt, id }) => [occurredAt.toISOString(), id],
    ({ body, occurredAt, customerId: record, ...row }): CustomerEvent => {
      const { content } = openContent(keys.get(record)!, row.id, body)
      const properties = objectOf(
        row.type === 'identify' || row.type === 'group' ? content['traits'] : content['properties'],
      )
      return { ...row, occurredAt: occurredAt.toISOString(), properties, place: placeOf(content) }
    },
  )
}

type RecentEvent = Omit<LiveTrackedEvent, 'properties' | 'violations'>
type RecentRow = Omit<RecentEvent, 'occurredAt' | 'outcome'> & { readonly id: string; readonly occurredAt: Date }

const recentCursor = z.tuple([z.uuid()])

/** The newest events that are kept, in the order in which they came. @throws HTTP_CURSOR_INVALID */
export const recentEvents = async (
  tx: Tx,
  { cursor, limit, sourceId }: Page & { readonly sourceId?: string | undefined },
): Promise<{ items: RecentEvent[]; nextCursor: string | null }> => {
  const [before] = decodeCursor(recentCursor, cursor) ?? [null]
  const rows = await tx.rows<RecentRow>({
    text: `select id, source_id as "sourceId", type, name, occurred_at as "occurredAt", customer_id is not null as known
             from event where organisation_id = $1 ${before === null ? 'and $2::uuid is null' : 'and id < $2'}
               ${sourceId === undefined ? 'and $3::uuid is null' : 'and source_id = $3'}
            order by id desc limit $4`,
    values: [tx.organisationId, before, sourceId ?? null, limit + 1],
  })
  return pageOf(
    rows,
    limit,
    ({ id }) => [id],
    ({ occurredAt, ...row }) => ({ ...row, occurredAt: occurredAt.toISOString(), outcome: 'kept' as const }),
  )
}
