import type { Tx } from '../../platform/db/index.ts'
import { openJson, sealJson } from './sealed-json.ts'

/** What was typed into searches and kept, each with what it was sealed for. */
const kept = [
  { table: 'customer_view', column: 'content', use: 'customer-view.content' },
  { table: 'customer_export', column: 'request', use: 'customer-export.request' },
  { table: 'customer_bulk', column: 'target', use: 'customer-bulk.target' },
] as const

type Json = string | number | boolean | null | Json[] | { [name: string]: Json }

const without = (value: Json, names: (text: string) => boolean): Json => {
  if (typeof value === 'string') return names(value) ? '' : value
  if (Array.isArray(value)) return value.map((each) => without(each, names))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, without(each, names)]))
}

const batch = 500

/**
 * Empties searches for somebody: they are kept with views, exports and bulk changes under the organisation's key, which an
 * erasure leaves.
 * @param texts what names the person, in lower case
 * @returns how many there were
 */
export const eraseSearches = async (tx: Tx, texts: readonly string[]): Promise<number> => {
  const names = (text: string): boolean => texts.some((own) => text.toLowerCase().includes(own))
  let emptied = 0
  for (const { table, column, use } of kept) {
    let after = '00000000-0000-0000-0000-000000000000'
    for (;;) {
      const rows = await tx.rows<{ id: string; sealed: Buffer }>({
        text: `select id, ${column} as sealed from ${table} where organisation_id = $1 and id > $2 order by id limit $3`,
        values: [tx.organisationId, after, batch],
      })
      for (const { id, sealed } of rows) {
        const value = await openJson<Json>(tx, use, id, sealed)
        const less = without(value, names)
        if (JSON.stringify(less) === JSON.stringify(value)) continue
        emptied += 1
        await tx.rows({
          text: `update ${table} set ${column} = $3 where organisation_id = $1 and id = $2`,
          values: [tx.organisationId, id, await sealJson(tx, use, id, less)],
        })
      }
      after = rows.at(-1)?.id ?? after
      if (rows.length < batch) break
    }
  }
  return emptied
}
