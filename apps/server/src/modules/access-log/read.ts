import { lookWays, type CustomerLook, type JournalEntry } from '@candor/api'
import { z } from 'zod'
import { livingKeys } from '../../platform/crypto/index.ts'
import type { Tx } from '../../platform/db/index.ts'
import { decodeCursor, pageOf } from '../../platform/http/page.ts'
import { lookBody } from './body.ts'
import { saltOf } from './mark.ts'
import type { AccessLogNeeds } from './needs.ts'

type Line = { readonly customerId: string; readonly entryId: string }
type Page = { readonly cursor?: string | undefined; readonly limit: number }

// A customer may consist of several records that were merged: the newest lines of each, put together.
const lines = `
  select l.customer_id as "customerId", l.entry_id as "entryId"
    from customer_records($2) as record cross join lateral (
  select customer_id, entry_id from access_line
   where organisation_id = $1 and customer_id = record and entry_id < $3::uuid
   order by entry_id desc limit $4) as l
   order by l.entry_id desc limit $4`

const last = 'ffffffff-ffff-ffff-ffff-ffffffffffff'

const wayOf = (kind: string): CustomerLook['way'] => lookWays.find((way) => kind === `access.${way}`) ?? 'opened'

/**
 * Who looked at a customer, newest first. The caller has made sure that the reader may know.
 * @throws HTTP_CURSOR_INVALID
 */
export const looksAt = async (
  tx: Tx,
  { readEntries, actorNames }: Pick<AccessLogNeeds, 'readEntries' | 'actorNames'>,
  customerId: string,
  { cursor, limit }: Page,
): Promise<{ items: CustomerLook[]; nextCursor: string | null }> => {
  const [after] = decodeCursor(z.tuple([z.uuid()]), cursor) ?? [last]
  const rows = await tx.rows<Line>({
    name: 'access-lines',
    text: lines,
    values: [tx.organisationId, customerId, after, limit + 1],
  })
  const shown = rows.slice(0, limit)
  const entries = new Map<string, JournalEntry>()
  const ids = shown.map(({ entryId }) => entryId)
  for (const entry of await readEntries(tx, ids)) entries.set(entry.entry.id, entry)
  const names = await actorNames(tx.organisationId, [...new Set([...entries.values()].map(({ entry }) => entry.actor))])
  const keys = await livingKeys(tx, new Set(shown.map((row) => row.customerId)))
  const page = pageOf(
    rows,
    limit,
    ({ entryId }) => [entryId],
    (line): CustomerLook | undefined => {
      const found = entries.get(line.entryId)
      const body = lookBody.safeParse(found?.body)
      const key = keys.get(line.customerId)
      // What the database holds otherwise than the journal is for the audit to say.
      if (found === undefined || key === undefined || !body.success) return undefined
      const { entry, occurredAt, state } = found
      const { role, categories, people, emergency, look } = body.data
      return {
        id: entry.id,
        kind: entry.kind,
        recordedAt: entry.recordedAt,
        at: occurredAt ?? entry.recordedAt,
        way: wayOf(entry.kind),
        actor: entry.actor,
        actorName: names.get(entry.actor) ?? null,
        role,
        purpose: entry.purpose,
        categories,
        people,
        emergency: emergency !== null,
        proof: { customer: line.customerId, salt: saltOf(key, look).toString('hex') },
        state,
      }
    },
  )
  return { items: page.items.filter((item) => item !== undefined), nextCursor: page.nextCursor }
}

/** Whether an entry about a look concerns a customer. */
export const isLookAt = async (tx: Tx, entryId: string, customerId: string): Promise<boolean> => {
  const row = await tx.maybe({
    name: 'access-line-of-entry',
    text: `select 1 from customer_records($3) as record
             join access_line l on l.organisation_id = $1 and l.customer_id = record and l.entry_id = $2`,
    values: [tx.organisationId, entryId, customerId],
  })
  return row !== undefined
}
