import { textArray, type Database } from '../../platform/db/index.ts'
import type { Look, Looker, NoteLook } from '../../platform/http/disclosure.ts'
import { uuidv7 } from '../../platform/ids.ts'
import { Lru } from '../../platform/lru.ts'
import { mostCustomers } from './gather.ts'

/** Whoever sees the same of the same customer again within this time (milliseconds) adds no line. */
const oneLookFor = 15 * 60_000
/** Looks remembered in this process; what is forgotten earlier is only noted once more. */
const remembered = 200_000

const insert = `insert into access_pending
  (organisation_id, id, at, actor, role, purpose, way, categories, customers, people, emergency)
  select $1::uuid, id, at, actor, role, purpose, way, string_to_array(categories, ','), string_to_array(customers, ',')::uuid[],
         people, emergency
    from unnest($2::uuid[], $3::timestamptz[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[],
                $10::int[], $11::uuid[])
      as made (id, at, actor, role, purpose, way, categories, customers, people, emergency)`

const keyOf = ({ organisationId, actor, role, emergency }: Looker, { way, categories, purpose }: Look): string =>
  `${organisationId} ${actor} ${role} ${emergency ?? ''} ${way} ${purpose} ${categories.join(',')}`

const chunksOf = (ids: readonly string[]): string[][] =>
  Array.from({ length: Math.max(1, Math.ceil(ids.length / mostCustomers)) }, (_, at) =>
    ids.slice(at * mostCustomers, (at + 1) * mostCustomers),
  )

/**
 * Keeps looks: each is on the disk before what was asked for is sent, so that none is lost whatever happens. Requests that come
 * together share a transaction; who looks again within a quarter of an hour costs nothing.
 * @param onNoted told whose organisation has something to be journaled
 */
export const noteLooks = (db: Database, onNoted: (organisationId: string) => void): NoteLook => {
  const known = new Lru<true>(remembered, oneLookFor)
  return async (looker, look) => {
    const ids = [...new Set(look.customers)]
    const key = keyOf(looker, look)
    const isKnown = (id: string): boolean => look.way !== 'exported' && known.get(`${key} ${id}`) !== undefined
    // A look at data of nobody who can be named is kept once too.
    const fresh = (ids.length === 0 ? [''] : ids).filter((id) => !isKnown(id))
    if (fresh.length === 0) return
    const { organisationId, actor, role, emergency } = looker
    const people = Math.max(look.people ?? 0, ids.length)
    const at = new Date().toISOString()
    await db.appendInOrganisation(organisationId, async (tx) =>
      tx.append({
        name: 'access-note',
        text: insert,
        values: [organisationId],
        columns: Array.from({ length: 10 }, () => textArray),
        rows: chunksOf(fresh.filter((id) => id !== '')).map((customers) => [
          uuidv7(),
          at,
          actor,
          role,
          look.purpose,
          look.way,
          look.categories.join(','),
          customers.join(','),
          String(people),
          emergency,
        ]),
      }),
    )
    // What was taken out is always noted, and would push everything else out of memory.
    if (look.way !== 'exported') for (const id of fresh) known.set(`${key} ${id}`, true)
    onNoted(organisationId)
  }
}
