import { MatchingError } from './errors.ts'

/** Lets others have their turn in a long computation, tells how far it is, and ends it when asked to. */
export type Pause = (stage: Stage, done: number, of: number) => Promise<void>

export const stages = ['preparing', 'blocking', 'learning', 'comparing', 'deciding'] as const
export type Stage = (typeof stages)[number]

/** Milliseconds of work between two turns. */
const turn = 40

/** @throws MATCH_STOPPED from the pause after the signal came */
export const pauseWith = (
  onProgress: ((stage: Stage, done: number, of: number) => void) | undefined,
  signal: AbortSignal | undefined,
): Pause => {
  let last = performance.now()
  let current: Stage | undefined
  return async (stage, done, of) => {
    // Beginnings and ends are always told, however short a stage is.
    if (stage === current && performance.now() - last < turn && done < of) return
    current = stage
    onProgress?.(stage, done, of)
    await new Promise((resolve) => {
      setImmediate(resolve)
    })
    last = performance.now()
    if (signal?.aborted === true)
      throw new MatchingError('MATCH_STOPPED', 'The comparison was stopped.', 'Start it again.')
  }
}
