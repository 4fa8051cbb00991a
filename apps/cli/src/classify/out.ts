import { csvLine, csvMark } from '@candor/tabular'
import type { Asked } from './ask.ts'

/** The lines of a file with what every row was given: rows that were skipped say why. */
export function* answerLines({ asked, answers, routing }: Asked): Generator<string> {
  yield csvMark + csvLine(['row', 'truth', 'predicted', 'probability', 'routed', 'skipped'])
  let used = 0
  for (const [at, { label, skipped }] of asked.rows.entries()) {
    const row = String(at + 1)
    if (skipped !== undefined) {
      yield csvLine([row, label, '', '', '', skipped])
      continue
    }
    const { label: predicted, probability } = answers[used]!
    used += 1
    const routed = routing.threshold !== null && probability >= routing.threshold
    yield csvLine([row, label, predicted, probability.toFixed(6), String(routed), ''])
  }
}
