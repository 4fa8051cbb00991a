/** Stages of a customer's life with a company, in the order in which they are shown. */
export const lifecycleStages = ['prospect', 'developing', 'growing', 'mature', 'declining', 'lost', 'won-back'] as const

/** What rules can ask of a customer. */
export const lifecycleMeasures = [
  'orders',
  'spent',
  'daysSinceFirst',
  'daysSinceLast',
  'daysSinceVisit',
  'daysSinceReturn',
  'lateness',
] as const
export type LifecycleMeasure = (typeof lifecycleMeasures)[number]
