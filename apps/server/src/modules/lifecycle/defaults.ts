import type { LifecycleRules } from '@candor/api'

/**
 * What suits a shop that people come back to. Those who bought nothing yet are prospects; who came back after having been
 * lost is won back for a quarter; who stayed away for a year is lost; who is twice as late as usual declines; who has bought
 * eight times over half a year is mature; from the third order on a customer grows; all others develop.
 */
export const defaultRules: LifecycleRules = {
  clock: 'now',
  stages: [
    { stage: 'prospect', all: [{ measure: 'orders', is: 'atMost', value: 0 }] },
    { stage: 'won-back', all: [{ measure: 'daysSinceReturn', is: 'atMost', value: 90 }] },
    { stage: 'lost', all: [{ measure: 'daysSinceLast', is: 'atLeast', value: 365 }] },
    {
      stage: 'declining',
      all: [
        { measure: 'orders', is: 'atLeast', value: 2 },
        { measure: 'lateness', is: 'atLeast', value: 200 },
        { measure: 'daysSinceLast', is: 'atLeast', value: 60 },
      ],
    },
    {
      stage: 'mature',
      all: [
        { measure: 'orders', is: 'atLeast', value: 8 },
        { measure: 'daysSinceFirst', is: 'atLeast', value: 180 },
      ],
    },
    { stage: 'growing', all: [{ measure: 'orders', is: 'atLeast', value: 3 }] },
    { stage: 'developing', all: [] },
  ],
  classes: { by: 'share', shares: [10, 20, 30] },
}

/** The same for a company whose orders are a sample of the past: it is always the day of the newest one. */
export const rulesForSample: LifecycleRules = { ...defaultRules, clock: 'newest-order' }
