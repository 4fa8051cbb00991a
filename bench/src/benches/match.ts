import { evaluateGroups, match, type Table } from '@candor/matching'
import { peopleTable } from '@candor/matching/testing'
import { against, alone, type Measure } from '../measure.ts'
import { wholeNumber, type Task, type TaskContext } from '../task.ts'

/** The plain way: records are the same if surname and date of birth are, to the letter. */
const exactGroups = ({ columns, size }: Table): number => {
  const [surname, born] = ['surname', 'date_of_birth'].map((name) => columns.find((column) => column.name === name)!)
  const groups = new Map<string, number>()
  for (let record = 0; record < size; record += 1) {
    const key = `${surname!.texts[surname!.codes[record]!]} ${born!.texts[born!.codes[record]!]}`
    groups.set(key, (groups.get(key) ?? 0) + 1)
  }
  return groups.size
}

const measured = async (records: number, context: TaskContext): Promise<Measure[]> => {
  context.log(`${records} records`)
  const { table, truth } = peopleTable({ records, repeated: 0.2, seed: 1 })
  let started = performance.now()
  if (exactGroups(table) === 0) throw new Error('nothing was grouped')
  const plain = records / ((performance.now() - started) / 1000)
  started = performance.now()
  const { decision, compared } = await match(table, {
    onProgress: (stage, done, of) => {
      if (done === of) context.log(`${stage}: ${((performance.now() - started) / 1000).toFixed(1)} s`)
    },
  })
  const rate = records / ((performance.now() - started) / 1000)
  const { precision, recall } = evaluateGroups(decision.groups!, truth)
  const size = records.toLocaleString('en-GB')
  return [
    against(`${size} records matched`, rate, 'records/s', plain),
    alone(`${size} records: pairs compared for each`, compared / records, 'pairs'),
    alone(`${size} records: precision`, precision ?? 0, 'share'),
    alone(`${size} records: recall`, recall ?? 0, 'share'),
    alone(`${size} records: memory`, process.memoryUsage().rss / 1024 ** 2, 'MB'),
  ]
}

/** Finding duplicates among made-up people, against grouping by an exact key. */
export const matching: Task<Measure> = {
  name: 'match',
  summary: 'duplicates found among made-up people, against grouping by an exact key',
  options: { records: { help: 'how many; several parted by commas', default: '100000,1000000' } },
  run: async (context) => {
    const measures: Measure[] = []
    for (const records of context.options['records']!.split(',')) {
      measures.push(...(await measured(wholeNumber({ options: { records } }, 'records'), context)))
    }
    return measures
  },
}
