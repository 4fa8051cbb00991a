import type { Tx } from '../../platform/db/index.ts'
import { uuidv7 } from '../../platform/ids.ts'

/** How long it can be asked who looked at a customer. */
export const keptDays = 730

const day = 86_400_000

/** The least id of an entry that is still kept to be asked for. */
export const oldestKept = (now: number): string => `${uuidv7(now - keptDays * day).slice(0, 13)}-0000-0000-000000000000`

/** Forgets whom looks concerned that are older than {@link keptDays}; their entries stay, as all entries do. */
export const forgetOldLooks = async (tx: Tx): Promise<void> => {
  for (const table of ['access_line', 'access_gone'] as const) {
    await tx.rows({
      text: `delete from ${table} where organisation_id = $1 and entry_id < $2::uuid`,
      values: [tx.organisationId, oldestKept(Date.now())],
    })
  }
}

/**
 * Forgets which looks concerned a customer. Their entries hold marks that only the customer's key can tell apart; how many
 * went is kept, so that lines that somebody else took away are still missed.
 */
export const eraseLooks = async (tx: Tx, records: readonly string[]): Promise<number> => {
  await tx.rows({
    text: `update access_pending set customers = array(select unnest(customers) except select unnest($2::uuid[]))
            where organisation_id = $1 and customers && $2::uuid[]`,
    values: [tx.organisationId, records],
  })
  const { lines } = await tx.one<{ lines: number }>({
    text: `with gone as (
             delete from access_line where organisation_id = $1 and customer_id = any($2::uuid[]) returning entry_id),
           kept as (
             insert into access_gone (organisation_id, entry_id, lines)
             select $1::uuid, entry_id, count(*) from gone group by entry_id
                 on conflict (organisation_id, entry_id) do update set lines = access_gone.lines + excluded.lines)
           select count(*) as lines from gone`,
    values: [tx.organisationId, records],
  })
  return lines
}
