import type { LifecycleRules } from '@candor/api'
import { sqlState, type Tx } from '../../platform/db/index.ts'
import { lifecycleErrors } from './errors.ts'
import { purpose, type LifecycleNeeds } from './needs.ts'

/** A version of the rules. */
export type RulesVersion = {
  readonly version: number
  readonly rules: LifecycleRules
  readonly createdBy: string
  readonly createdAt: Date
  readonly entryId: string
}

const columns = `version, rules, created_by as "createdBy", created_at as "createdAt", entry_id as "entryId"`

/** The rules that count; nothing where there are none. */
export const currentRules = async (tx: Tx): Promise<RulesVersion | undefined> =>
  tx.maybe<RulesVersion>({
    name: 'lifecycle-rules',
    text: `select ${columns} from lifecycle_rules where organisation_id = $1 order by version desc limit 1`,
    values: [tx.organisationId],
  })

/** Every version, newest first. */
export const rulesVersions = async (tx: Tx): Promise<RulesVersion[]> =>
  tx.rows<RulesVersion>({
    text: `select ${columns} from lifecycle_rules where organisation_id = $1 order by version desc limit 100`,
    values: [tx.organisationId],
  })

const uniqueViolation = '23505'

/**
 * Makes a new version of the rules the one that counts. Customers are looked at anew afterwards.
 * @param based the version that the change is based on; 0 where there is none
 * @param actor `staff:<id>` or `system`
 * @throws LIFECYCLE_RULES_CHANGED when somebody else did so meanwhile
 */
export const saveRules = async (
  tx: Tx,
  { record }: Pick<LifecycleNeeds, 'record'>,
  based: number,
  rules: LifecycleRules,
  actor: string,
): Promise<number> => {
  const current = await currentRules(tx)
  const changed = (cause?: unknown) =>
    lifecycleErrors.LIFECYCLE_RULES_CHANGED(`the change is based on version ${based}`, {
      stored: { version: current?.version ?? 0, rules: current?.rules ?? null },
      cause,
    })
  if ((current?.version ?? 0) !== based) throw changed()
  const version = based + 1
  const { id: entryId } = await record(tx, {
    subject: tx.organisationId,
    kind: 'lifecycle.rules-set',
    actor,
    purpose,
    body: { version, rules },
  })
  try {
    await tx.rows({
      text: `insert into lifecycle_rules (organisation_id, version, rules, created_by, entry_id) values ($1, $2, $3, $4, $5)`,
      values: [tx.organisationId, version, JSON.stringify(rules), actor, entryId],
    })
  } catch (error) {
    throw sqlState(error) === uniqueViolation ? changed(error) : error
  }
  return version
}

/** The moment from which days are counted back. */
export const momentOf = async (tx: Tx, { clock }: LifecycleRules): Promise<Date> => {
  if (clock === 'now') return new Date()
  const row = await tx.maybe<{ at: Date }>({
    name: 'lifecycle-newest-order',
    text: `select last_order_at as at from customer_figures where organisation_id = $1 and last_order_at > '-infinity'
            order by last_order_at desc limit 1`,
    values: [tx.organisationId],
  })
  return row?.at ?? new Date()
}
