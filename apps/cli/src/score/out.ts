import type { CrossValidated } from '@candor/scoring'
import { csvLine, csvMark } from '@candor/tabular'
import type { Leads } from './read.ts'
import { movedText } from './words.ts'

/** The lines of a file with the score of every lead, by a model that had not learnt from it. */
export function* scoreLines({ target }: Leads, { probabilities, reasons }: CrossValidated): Generator<string> {
  yield csvMark + csvLine(['row', 'converted', 'probability', 'reasons'])
  for (const [at, row] of target.rows.entries()) {
    yield csvLine([
      String(row + 1),
      String(target.outcomes[at]!),
      probabilities[at]!.toFixed(6),
      movedText(reasons[at]!),
    ])
  }
}
