import type { LifecycleMove, LifecycleRules, LifecycleSimulation } from '@candor/api'
import type { Tx } from '../../platform/db/index.ts'
import { computeBoundaries } from './boundaries.ts'
import { momentOf } from './rules.ts'
import { classOf, ruleOf, tables } from './sql.ts'

type Row = {
  readonly fromStage: string | null
  readonly rule: number
  readonly fromClass: string | null
  readonly toClass: string
  readonly customers: number
}

const movesOf = (rows: readonly Row[], of: (row: Row) => { from: string | null; to: string }): LifecycleMove[] => {
  const sums = new Map<string, LifecycleMove & { customers: number }>()
  for (const row of rows) {
    const { from, to } = of(row)
    if (from === to) continue
    const key = JSON.stringify([from, to])
    const move = sums.get(key) ?? { from, to, customers: 0 }
    move.customers += row.customers
    sums.set(key, move)
  }
  return [...sums.values()].toSorted((a, b) => b.customers - a.customers)
}

/** What other rules would change, without changing it: every customer is counted once, in one pass. */
export const simulate = async (tx: Tx, rules: LifecycleRules): Promise<LifecycleSimulation> => {
  const [boundaries, now] = [await computeBoundaries(tx, rules), await momentOf(tx, rules)]
  const rows = await tx.rows<Row>({
    text: `select "fromStage", rule, "fromClass", "toClass", count(*)::int as customers
             from (select l.stage as "fromStage", ${ruleOf(rules)} as rule, l.class as "fromClass",
                          ${classOf(boundaries)} as "toClass"
                     from ${tables} where f.organisation_id = $1 and $2::timestamptz is not null) counted
            group by 1, 2, 3, 4`,
    values: [tx.organisationId, now],
  })
  const stageOf = ({ rule }: Row): string => rules.stages[rule]!.stage
  const sum = (some: readonly Row[]): number => some.reduce((total, { customers }) => total + customers, 0)
  return {
    customers: sum(rows),
    changing: sum(rows.filter((row) => row.fromStage !== stageOf(row) || row.fromClass !== row.toClass)),
    stages: movesOf(rows, (row) => ({ from: row.fromStage, to: stageOf(row) })),
    classes: movesOf(rows, (row) => ({ from: row.fromClass, to: row.toClass })),
  }
}
