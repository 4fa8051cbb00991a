/** An answer to a text whose true label is known. */
export type Judged = { readonly probability: number; readonly isRight: boolean }

/** From which probability on texts may be routed without anybody looking, and how many that are. */
export type Routing = {
  /** The share of right answers that was wanted. */
  readonly wanted: number
  /** The least probability; null where no probability keeps what was wanted. */
  readonly threshold: number | null
  /** Share of all texts from the threshold on, and share of right answers among them. */
  readonly coverage: number
  readonly precision: number | null
}

/** Texts from which on a share is believed: below, a run of luck would set the threshold. */
const leastTexts = 20

/** What comes of a threshold. */
export const routedAt = (judged: readonly Judged[], threshold: number | null, wanted: number): Routing => {
  const routed = threshold === null ? [] : judged.filter(({ probability }) => probability >= threshold)
  const right = routed.filter(({ isRight }) => isRight).length
  return {
    wanted,
    threshold,
    coverage: judged.length === 0 ? 0 : routed.length / judged.length,
    precision: routed.length === 0 ? null : right / routed.length,
  }
}

/**
 * The lowest threshold at which the wanted share of answers is right.
 * @param judged answers to texts that the model had not learnt from
 * @param wanted share of right answers, for example 0.95
 */
export const routingFor = (judged: readonly Judged[], wanted: number): Routing => {
  const sorted = judged.toSorted((a, b) => b.probability - a.probability)
  let [right, threshold]: [number, number | null] = [0, null]
  for (const [at, { probability, isRight }] of sorted.entries()) {
    if (isRight) right += 1
    // Answers of one probability are routed all or none.
    if (sorted[at + 1]?.probability === probability) continue
    const isEnough = at + 1 >= Math.min(leastTexts, sorted.length)
    if (isEnough && right / (at + 1) >= wanted) threshold = probability
  }
  return routedAt(judged, threshold, wanted)
}
