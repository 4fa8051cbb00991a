import type { LifecycleChange, lifecycleRoutes, LifecycleRules, LifecycleStage, RouteOutput } from '@candor/api'
import { homeCurrency, type Tx } from '../../platform/db/index.ts'
import { storedBoundaries } from './boundaries.ts'
import { currentRules } from './rules.ts'

type Overview = RouteOutput<typeof lifecycleRoutes.overview>
type OfCustomer = RouteOutput<typeof lifecycleRoutes.ofCustomer>

/** How many customers are where, now and over a year. Reads kept counts only. */
export const lifecycleOverview = async (tx: Tx): Promise<Overview> => {
  const values = [tx.organisationId]
  const [rules, currency, counts, days, pending] = await Promise.all([
    currentRules(tx),
    homeCurrency(tx),
    tx.rows<Overview['counts'][number]>({
      text: `select stage, class, customers from lifecycle_count where organisation_id = $1 and customers > 0 order by stage, class`,
      values,
    }),
    tx.rows<Overview['days'][number]>({
      text: `select day, stage, customers from lifecycle_day where organisation_id = $1 and day > current_date - 366
              order by day, stage`,
      values,
    }),
    tx.maybe({ text: 'select from lifecycle_pending where organisation_id = $1 limit 1', values }),
  ])
  const stored = rules && (await storedBoundaries(tx, rules.version))
  return {
    version: rules?.version ?? null,
    rules: rules?.rules ?? null,
    rulesSince: rules?.createdAt.toISOString() ?? null,
    currency,
    counts,
    days,
    boundaries: stored?.boundaries.map(String) ?? [],
    pending: pending !== undefined,
  }
}

type ChangeRow = Omit<LifecycleChange, 'changedAt' | 'conditions'> & {
  readonly changedAt: Date
  readonly rules: LifecycleRules
}

/** Where a customer stands, and how they came there, newest first. */
export const lifecycleOfCustomer = async (tx: Tx, customerId: string): Promise<OfCustomer> => {
  const values = [tx.organisationId, customerId]
  const [currency, standing, rows] = await Promise.all([
    homeCurrency(tx),
    tx.maybe<{ stage: LifecycleStage; class: string; stageSince: Date }>({
      name: 'lifecycle-of-customer',
      text: `select stage, class, stage_since as "stageSince" from customer_lifecycle
              where organisation_id = $1 and customer_id = $2`,
      values,
    }),
    tx.rows<ChangeRow>({
      name: 'lifecycle-changes-of-customer',
      text: `select c.id, c.changed_at as "changedAt", c.from_stage as "fromStage", c.to_stage as "toStage",
                    c.from_class as "fromClass", c.to_class as "toClass", c.version, c.facts, c.entry_id as "entryId", r.rules
               from lifecycle_change c
               join lifecycle_rules r on r.organisation_id = $1 and r.version = c.version
              where c.organisation_id = $1 and c.customer_id = $2 order by c.id desc limit 100`,
      values,
    }),
  ])
  return {
    stage: standing?.stage ?? null,
    class: standing?.class ?? '',
    stageSince: standing?.stageSince.toISOString() ?? null,
    currency,
    items: rows.map(({ rules, changedAt, ...change }) =>
      Object.assign(change, {
        changedAt: changedAt.toISOString(),
        conditions: rules.stages[change.facts.rule]?.all ?? [],
      }),
    ),
  }
}
