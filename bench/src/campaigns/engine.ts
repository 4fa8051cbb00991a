import { compareWithLibrary } from '@candor/embedded-chain/testing/differential'
import type { Tally } from '../measure.ts'
import { wholeNumber, type Task, type TaskContext } from '../task.ts'

const blocksOfSeed = 30

const run = async (context: TaskContext): Promise<Tally[]> => {
  const [first, seeds] = [wholeNumber(context, 'first'), wholeNumber(context, 'seeds')]
  let [blocks, transactions, failed] = [0, 0, 0]
  for (let seed = first; seed < first + seeds; seed += 1) {
    const { disagreement, ...counts } = await compareWithLibrary(seed, blocksOfSeed)
    blocks += counts.blocks
    transactions += counts.succeeded + counts.failed
    if (disagreement !== undefined) {
      failed += 1
      context.log(disagreement)
    }
    if ((seed - first + 1) % 10 === 0) context.log(`${seed - first + 1} seeds, ${transactions} transactions`)
  }
  return [{ name: `blocks equal in gas, receipts and state, of ${transactions} transactions`, tried: blocks, failed }]
}

/** The embedded chain's engine against the library that it speeds up, on random programs. */
export const engine: Task<Tally> = {
  name: 'engine',
  summary: 'random transactions through the embedded chain and through the unmodified library',
  options: {
    seeds: { help: 'how many chains of 30 blocks', default: '100' },
    first: { help: 'the first seed', default: '1' },
  },
  run,
}
