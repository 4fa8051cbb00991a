import { z } from 'zod'
import { currency, idParams, instant, minorUnits, uuid } from './common.ts'
import { lifecycleMeasures, lifecycleStages } from './lifecycle-words.ts'
import { defineRoute } from './route.ts'

export const lifecycleStage = z.enum(lifecycleStages)
export type LifecycleStage = z.infer<typeof lifecycleStage>

/** A value class, such as `A`. */
export const valueClass = z.string().regex(/^[A-Z]$/)

/**
 * One thing that must hold. Days are whole; amounts are minor units; `lateness` is the time since the last order in per cent
 * of the customer's own usual pause between orders.
 */
export const lifecycleCondition = z.strictObject({
  measure: z.enum(lifecycleMeasures),
  is: z.enum(['atLeast', 'atMost']),
  value: z.number().int().min(0).max(1_000_000_000_000),
})
export type LifecycleCondition = z.infer<typeof lifecycleCondition>

/** A customer is in a stage when all of this holds. */
const stageRule = z.strictObject({ stage: lifecycleStage, all: z.array(lifecycleCondition).max(6) })
export type LifecycleStageRule = z.infer<typeof stageRule>

const classesBySpending = z.strictObject({
  by: z.literal('spent'),
  /** From so much on, minor units; the last class is for all others who bought something. */
  atLeast: z.array(z.number().int().min(1).max(1_000_000_000_000)).min(1).max(9),
})
const classesByShare = z.strictObject({
  by: z.literal('share'),
  /** So many per cent of those who bought something, by what they spent; the last class is for the rest. */
  shares: z.array(z.number().int().min(1).max(99)).min(1).max(9),
})

const descending = (values: readonly number[]): boolean =>
  values.every((value, at) => at === 0 || value < values[at - 1]!)

export const lifecycleRules = z.strictObject({
  /**
   * What days are counted from: today, or the newest order of all, for a company whose orders are a sample of the past.
   */
  clock: z.enum(['now', 'newest-order']),
  /** Tried in this order; the first whose conditions hold decides. The last one has none, so everybody has a stage. */
  stages: z
    .array(stageRule)
    .min(1)
    .max(12)
    .refine((stages) => stages.at(-1)?.all.length === 0, 'the last stage must be for everybody else')
    .refine(
      (stages) => stages.slice(0, -1).every(({ all }) => all.length > 0),
      'only the last stage may be without conditions',
    ),
  classes: z.discriminatedUnion('by', [
    classesBySpending.refine(({ atLeast }) => descending(atLeast), 'amounts must fall from class to class'),
    classesByShare.refine(
      ({ shares }) => shares.reduce((sum, share) => sum + share, 0) < 100,
      'shares must leave some for the last class',
    ),
  ]),
})
export type LifecycleRules = z.infer<typeof lifecycleRules>

/** What a stage was decided by: nothing personal. */
export const lifecycleFacts = z.object({
  orders: z.number().int(),
  spent: minorUnits,
  firstOrderAt: instant.nullable(),
  lastOrderAt: instant.nullable(),
  visitedAt: instant.nullable(),
  returnedAt: instant.nullable(),
  /** Which of the rules decided, counted from 0. */
  rule: z.number().int(),
})
export type LifecycleFacts = z.infer<typeof lifecycleFacts>

export const lifecycleChange = z.object({
  id: uuid,
  changedAt: instant,
  fromStage: lifecycleStage.nullable(),
  toStage: lifecycleStage,
  fromClass: z.string().nullable(),
  toClass: z.string(),
  version: z.number().int(),
  facts: lifecycleFacts,
  /** What the rule that decided asked for. */
  conditions: z.array(lifecycleCondition),
  entryId: uuid,
})
export type LifecycleChange = z.infer<typeof lifecycleChange>

const move = z.object({ from: z.string().nullable(), to: z.string(), customers: z.number().int() })
export type LifecycleMove = z.infer<typeof move>

const simulation = z.object({
  /** Customers looked at. */
  customers: z.number().int(),
  /** How many would change stage or class. */
  changing: z.number().int(),
  stages: z.array(move),
  classes: z.array(move),
})
export type LifecycleSimulation = z.infer<typeof simulation>

const tag = 'Lifecycle'

export const lifecycleRoutes = {
  overview: defineRoute({
    id: 'getLifecycle',
    method: 'GET',
    path: '/api/lifecycle',
    access: { right: 'figures.read' },
    tag,
    summary: 'How many customers are in each stage and class, now and over time, and by which rules',
    response: z.object({
      /** null while there are no rules. */
      version: z.number().int().nullable(),
      rules: lifecycleRules.nullable(),
      rulesSince: instant.nullable(),
      currency,
      counts: z.array(z.object({ stage: lifecycleStage, class: z.string(), customers: z.number().int() })),
      /** For days on which something was computed, oldest first; at most a year of them. */
      days: z.array(z.object({ day: z.iso.date(), stage: lifecycleStage, customers: z.number().int() })),
      /** From which spending on customers have a class, highest first, minor units. */
      boundaries: z.array(minorUnits),
      /** Whether customers wait to be looked at. */
      pending: z.boolean(),
    }),
  }),
  setUp: defineRoute({
    id: 'setUpLifecycle',
    method: 'POST',
    path: '/api/lifecycle/defaults',
    access: { right: 'lifecycle.manage' },
    tag,
    summary: 'Begin with the usual rules where there are none',
    body: z.strictObject({}),
    response: z.object({ version: z.number().int() }),
    idempotent: true,
  }),
  simulate: defineRoute({
    id: 'simulateLifecycle',
    method: 'POST',
    path: '/api/lifecycle/simulations',
    access: { right: 'lifecycle.manage' },
    tag,
    summary: 'What other rules would change, without changing it',
    body: lifecycleRules,
    response: simulation,
  }),
  save: defineRoute({
    id: 'saveLifecycleRules',
    method: 'POST',
    path: '/api/lifecycle/rules',
    access: { right: 'lifecycle.manage' },
    tag,
    summary: 'Make a new version of the rules the one that counts',
    body: z.strictObject({
      /** The version that the change is based on; 0 where there is none. */
      version: z.number().int().min(0),
      rules: lifecycleRules,
    }),
    response: z.object({ version: z.number().int() }),
    idempotent: true,
  }),
  versions: defineRoute({
    id: 'listLifecycleRules',
    method: 'GET',
    path: '/api/lifecycle/rules',
    access: { right: 'figures.read' },
    tag,
    summary: 'Every version of the rules, newest first; a hundred at most',
    response: z.object({
      items: z.array(
        z.object({
          version: z.number().int(),
          rules: lifecycleRules,
          createdAt: instant,
          createdByName: z.string().nullable(),
          entryId: uuid,
        }),
      ),
    }),
  }),
  ofCustomer: defineRoute({
    id: 'getLifecycleOfCustomer',
    method: 'GET',
    path: '/api/customers/:id/lifecycle',
    access: { right: 'customer.read' },
    tag,
    summary: 'Stage and class of a customer, and how they came about; the newest hundred changes',
    params: idParams,
    response: z.object({
      stage: lifecycleStage.nullable(),
      class: z.string(),
      stageSince: instant.nullable(),
      currency,
      items: z.array(lifecycleChange),
    }),
  }),
} as const
