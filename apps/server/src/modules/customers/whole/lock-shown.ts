import type { Tx } from '../../../platform/db/index.ts'
import { headsOf } from './records.ts'

const lock = async (tx: Tx, ids: readonly string[]): Promise<Set<string>> => {
  const rows = await tx.rows<{ id: string }>({
    // Planned each time: in a fresh database the table grows faster than a kept plan notices.
    text: `select customer_id as id from customer_figures where organisation_id = $1 and customer_id = any($2::uuid[])
            order by customer_id for no key update`,
    values: [tx.organisationId, ids],
  })
  return new Set(rows.map(({ id }) => id))
}

/** Somebody who merges and parts the same customers again and again does not keep others waiting for ever. */
const mostRounds = 5

/**
 * Holds the rows that lists show for some records, for whoever changes what lists show. A record that was merged is shown
 * as who stands for it, which a merge or its undoing may change until the rows are held: then it is looked up again.
 * @returns by record who stands for it, for those that were merged
 */
export const lockShown = async (tx: Tx, records: readonly string[]): Promise<Map<string, string>> => {
  const shown = await lock(tx, records)
  const hidden = records.filter((id) => !shown.has(id))
  if (hidden.length === 0) return new Map()
  for (let round = 0; round < mostRounds; round += 1) {
    const heads = await headsOf(tx, hidden)
    const wanted = [...new Set(hidden.map((id) => heads.get(id) ?? id))]
    const held = await lock(tx, wanted)
    const now = await headsOf(tx, hidden)
    if (wanted.every((id) => held.has(id)) && hidden.every((id) => heads.get(id) === now.get(id))) return heads
  }
  // Records without a row anywhere: who they are is not known here, and nothing is counted for them.
  return headsOf(tx, hidden)
}
