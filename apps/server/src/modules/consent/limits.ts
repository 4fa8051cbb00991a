import { useLimitKinds, type UseLimitKind } from '@candor/api'
import { plainArray, type Tx } from '../../platform/db/index.ts'
import type { ConsentNeeds } from './needs.ts'

/** A restriction or an objection that stands. */
export type UseLimit = { readonly kind: UseLimitKind; readonly since: Date }

type Limiting = {
  readonly customerId: string
  readonly kind: UseLimitKind
  /** Why it is set or lifted, in words that the customer may read. */
  readonly reason: string
}

const kinds = {
  set: { restriction: 'privacy.restricted', objection: 'privacy.objected' },
  lifted: { restriction: 'privacy.unrestricted', objection: 'privacy.objection-lifted' },
} as const

const entryOf = (step: keyof typeof kinds, { customerId, kind, reason }: Limiting, actor: string) => ({
  subject: customerId,
  kind: kinds[step][kind],
  actor,
  purpose: 'data-subject-rights',
  body: { limit: kind, reason },
})

/** Restrains the use of a customer's data from now on; said twice, it stands once. @returns the entry that says so */
export const setLimit = async (
  tx: Tx,
  { record }: Pick<ConsentNeeds, 'record'>,
  limiting: Limiting,
  actor: string,
): Promise<{ entryId: string }> => {
  const { id } = await record(tx, entryOf('set', limiting, actor))
  await tx.rows({
    name: 'use-limit-set',
    text: `insert into use_limit (organisation_id, customer_id, kind, entry_id) values ($1, $2, $3, $4)
           on conflict (organisation_id, customer_id, kind) do update set entry_id = excluded.entry_id`,
    values: [tx.organisationId, limiting.customerId, limiting.kind, id],
  })
  return { entryId: id }
}

/** Lifts a limit, of whichever of the customer's records it was set. @returns nothing where there was none */
export const liftLimit = async (
  tx: Tx,
  { record }: Pick<ConsentNeeds, 'record'>,
  limiting: Limiting,
  actor: string,
): Promise<{ entryId: string } | undefined> => {
  const lifted = await tx.rows({
    name: 'use-limit-lift',
    text: `delete from use_limit where organisation_id = $1 and kind = $3
              and customer_id in (select customer_records($2)) returning kind`,
    values: [tx.organisationId, limiting.customerId, limiting.kind],
  })
  if (lifted.length === 0) return undefined
  const { id } = await record(tx, entryOf('lifted', limiting, actor))
  return { entryId: id }
}

/** What restrains the use of a customer's data now. */
export const limitsOf = async (tx: Tx, customerId: string): Promise<readonly UseLimit[]> => {
  const rows = await tx.rows<UseLimit>({
    name: 'use-limits',
    text: `select kind, min(since) as since from use_limit
            where organisation_id = $1 and customer_id in (select customer_records($2)) group by kind`,
    values: [tx.organisationId, customerId],
  })
  return useLimitKinds.flatMap((kind) => rows.find((row) => row.kind === kind) ?? [])
}

/** Of customers those whose data may only be kept: no export holds them, no mail goes to them. */
export const restrictedAmong = async (tx: Tx, customerIds: readonly string[]): Promise<Set<string>> => {
  if (customerIds.length === 0) return new Set()
  const rows = await tx.rows<{ id: string }>({
    name: 'use-limit-restricted',
    text: `select wanted.id from unnest($2::uuid[]) as wanted (id)
            where exists (select from use_limit u where u.organisation_id = $1 and u.kind = 'restriction'
                             and u.customer_id in (select customer_records(wanted.id)))`,
    values: [tx.organisationId, plainArray(customerIds)],
  })
  return new Set(rows.map(({ id }) => id))
}

/** Whether the data of one customer may only be kept. */
export const isRestricted = async (tx: Tx, customerId: string): Promise<boolean> =>
  (await restrictedAmong(tx, [customerId])).size > 0
