import type { Tally } from '../measure.ts'
import type { Task } from '../task.ts'

/** Every campaign, in the order in which they are listed. */
export const campaigns: readonly Task<Tally>[] = []
