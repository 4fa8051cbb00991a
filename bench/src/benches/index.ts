import type { Measure } from '../measure.ts'
import type { Task } from '../task.ts'

/** Every benchmark, in the order in which they are listed. */
export const benches: readonly Task<Measure>[] = []
