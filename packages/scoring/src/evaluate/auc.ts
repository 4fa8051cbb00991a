/**
 * Area under the ROC curve: how probable it is that a converted row has a higher score than one that is not (Mann–Whitney; ties count half).
 * @returns 0.5 where one of the two does not occur
 */
export const auc = (scores: Float64Array, target: Uint8Array): number => {
  const order = Int32Array.from(scores.keys()).toSorted((a, b) => scores[a]! - scores[b]!)
  let [ranks, positives] = [0, 0]
  for (let from = 0; from < order.length;) {
    let to = from + 1
    while (to < order.length && scores[order[to]!] === scores[order[from]!]) to += 1
    const rank = (from + 1 + to) / 2
    for (let at = from; at < to; at += 1) {
      if (target[order[at]!] !== 1) continue
      ranks += rank
      positives += 1
    }
    from = to
  }
  const negatives = target.length - positives
  if (positives === 0 || negatives === 0) return 0.5
  return (ranks - (positives * (positives + 1)) / 2) / (positives * negatives)
}

/** Mean logarithmic loss of probabilities, in nats. */
export const logLoss = (probabilities: Float64Array, target: Uint8Array): number => {
  let loss = 0
  for (const [row, probability] of probabilities.entries()) {
    loss -= Math.log(Math.max(target[row] === 1 ? probability : 1 - probability, 1e-12))
  }
  return loss / Math.max(1, target.length)
}
