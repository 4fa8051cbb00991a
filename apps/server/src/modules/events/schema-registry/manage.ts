import type { EventDeclaration, EventSchema, EventType, EventViolation } from '@candor/api'
import { z } from 'zod'
import type { Tx } from '../../../platform/db/index.ts'
import { decodeCursor, pageOf } from '../../../platform/http/page.ts'
import { eventErrors } from '../errors.ts'
import type { EventsNeeds } from '../needs.ts'

type Row = Omit<EventSchema, 'week' | 'violations' | 'firstSeenAt'> & { readonly firstSeenAt: Date | null }
type ViolationRow = Omit<EventViolation, 'lastAt'> & {
  readonly type: string
  readonly name: string
  readonly lastAt: Date
}

const cursorSchema = z.tuple([z.string(), z.string()])

/** Which page of the registry. */
export type SchemaQuery = {
  readonly cursor?: string | undefined
  readonly limit: number
  readonly search?: string | undefined
}

/** Events by type and name, with what was declared and what does not fit. */
export const schemasOf = async (
  tx: Tx,
  { cursor, limit, search }: SchemaQuery,
): Promise<{ items: EventSchema[]; nextCursor: string | null }> => {
  const [type, name] = decodeCursor(cursorSchema, cursor) ?? ['', '']
  const rows = await tx.rows<Row>({
    text: `select type, name, seen, declared, version, first_seen_at as "firstSeenAt" from event_schema
            where organisation_id = $1 and (type, name) > ($2, $3)
              and ($4::text is null or name ilike '%' || replace(replace($4, '%', ''), '_', '\\_') || '%')
            order by type, name limit $5`,
    values: [tx.organisationId, type, name, search ?? null, limit + 1],
  })
  const shown = rows.slice(0, limit)
  const of = [shown.map((row) => row.type), shown.map((row) => row.name)]
  const [counts, violations] = await Promise.all([
    tx.rows<{ type: string; name: string; events: number }>({
      text: `select c.type, c.name, sum(c.events)::int8 as events from event_count c
              where c.organisation_id = $1 and c.day > current_date - 7
                and (c.type, c.name) in (select * from unnest($2::text[], $3::text[])) group by 1, 2`,
      values: [tx.organisationId, ...of],
    }),
    tx.rows<ViolationRow>({
      text: `select v.type, v.name, v.property, v.problem, v.found, v.events, v.last_at as "lastAt",
                    v.last_source_id as "lastSourceId"
               from event_violation v
              where v.organisation_id = $1 and (v.type, v.name) in (select * from unnest($2::text[], $3::text[]))
              order by v.events desc, v.property`,
      values: [tx.organisationId, ...of],
    }),
  ])
  const isOf = (row: Row) => (each: { type: string; name: string }) => each.type === row.type && each.name === row.name
  return pageOf(
    rows,
    limit,
    (row) => [row.type, row.name],
    (row) => ({
      ...row,
      firstSeenAt: row.firstSeenAt?.toISOString() ?? null,
      week: counts.find(isOf(row))?.events ?? 0,
      violations: violations.filter(isOf(row)).map(({ property, problem, found, events, lastAt, lastSourceId }) => ({
        property,
        problem,
        found,
        events,
        lastAt: lastAt.toISOString(),
        lastSourceId,
      })),
    }),
  )
}

/** What should be known of events of a name from now on. */
export type Declaring = {
  readonly type: EventType
  readonly name: string
  /** The version that the change is based on. */
  readonly version: number
  readonly declared: EventDeclaration | null
}

/**
 * Declares what events of a name should look like; violations are counted anew. Nothing that was taken before changes.
 * @throws EVENT_SCHEMA_CHANGED when somebody else did so meanwhile
 */
export const declareSchema = async (
  tx: Tx,
  { record }: Pick<EventsNeeds, 'record'>,
  { type, name, version, declared }: Declaring,
  actor: string,
): Promise<{ version: number }> => {
  const of = [tx.organisationId, type, name]
  await tx.rows({
    text: `insert into event_schema (organisation_id, type, name, seen) values ($1, $2, $3, '{}') on conflict do nothing`,
    values: of,
  })
  const [changed] = await tx.rows<{ version: number }>({
    text: `update event_schema set declared = $4, version = version + 1
            where organisation_id = $1 and type = $2 and name = $3 and version = $5 returning version`,
    values: [...of, declared === null ? null : JSON.stringify(declared), version],
  })
  if (changed === undefined) {
    const stored = await tx.one<{ version: number }>({
      text: 'select version, declared from event_schema where organisation_id = $1 and type = $2 and name = $3',
      values: of,
    })
    throw eventErrors.EVENT_SCHEMA_CHANGED(`version ${stored.version} is stored, the change is based on ${version}`, {
      stored,
    })
  }
  await tx.rows({
    text: 'delete from event_violation where organisation_id = $1 and type = $2 and name = $3',
    values: of,
  })
  await record(tx, {
    subject: tx.organisationId,
    kind: 'source.schema-declared',
    actor,
    purpose: 'administration',
    body: { type, name, version: changed.version, declared },
  })
  return changed
}
