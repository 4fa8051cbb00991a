/** How a label fared. Shares are null where nothing was given, or nothing was to be found. */
export type LabelEvaluation = {
  readonly label: string
  /** Texts that truly have it, that were given it, and both. */
  readonly texts: number
  readonly given: number
  readonly right: number
  readonly precision: number | null
  readonly recall: number | null
  readonly f1: number
}

/** Two labels that were taken for one another. */
export type Confusion = { readonly truth: string; readonly given: string; readonly texts: number }

export type Evaluation = {
  readonly texts: number
  readonly right: number
  readonly accuracy: number
  /** Mean of F1 over all labels that a text truly has or was given, each counting the same. */
  readonly macroF1: number
  /** Mean of F1 weighted by how many texts have the label. */
  readonly weightedF1: number
  readonly labels: readonly LabelEvaluation[]
  /** The pairs taken for one another, the most frequent first. */
  readonly confusions: readonly Confusion[]
}

const share = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole)

/**
 * Compares the labels given with the true ones.
 * @param truth by text: the true label
 * @param given by text: the label it was given
 */
export const evaluate = (truth: readonly string[], given: readonly string[]): Evaluation => {
  const counts = new Map<string, { texts: number; given: number; right: number }>()
  const pairs = new Map<string, { truth: string; given: string; texts: number }>()
  const countOf = (label: string) => {
    const known = counts.get(label)
    if (known !== undefined) return known
    const fresh = { texts: 0, given: 0, right: 0 }
    counts.set(label, fresh)
    return fresh
  }
  for (const [at, label] of truth.entries()) {
    const answer = given[at]!
    countOf(label).texts += 1
    countOf(answer).given += 1
    if (label === answer) {
      countOf(label).right += 1
      continue
    }
    const key = JSON.stringify([label, answer])
    const pair = pairs.get(key)
    if (pair === undefined) pairs.set(key, { truth: label, given: answer, texts: 1 })
    else pair.texts += 1
  }
  const labels = Array.from(counts, ([label, { texts, given: times, right }]): LabelEvaluation => ({
    label,
    texts,
    given: times,
    right,
    precision: share(right, times),
    recall: share(right, texts),
    f1: (2 * right) / (texts + times),
  })).toSorted((a, b) => b.texts - a.texts || (a.label < b.label ? -1 : 1))
  const right = labels.reduce((sum, { right: own }) => sum + own, 0)
  const mean = (of: (label: LabelEvaluation) => number, whole: number): number =>
    whole === 0 ? 0 : labels.reduce((sum, label) => sum + of(label), 0) / whole
  return {
    texts: truth.length,
    right,
    accuracy: truth.length === 0 ? 0 : right / truth.length,
    macroF1: mean(({ f1 }) => f1, labels.length),
    weightedF1: mean(({ f1, texts }) => f1 * texts, truth.length),
    labels,
    confusions: [...pairs.values()].toSorted(
      (a, b) => b.texts - a.texts || (`${a.truth} ${a.given}` < `${b.truth} ${b.given}` ? -1 : 1),
    ),
  }
}
