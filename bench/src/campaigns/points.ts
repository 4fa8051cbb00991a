import { execFile } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { loyaltyRoutes } from '@candor/api'
import { coalition } from '@candor/server/modules/demo/index'
import type { Store } from '@candor/server/platform/db/store'
import type { Tally } from '../measure.ts'
import { candor } from '../system/command-line.ts'
import { clientOf, fileFrom, followImport, startImport } from '../system/import-file.ts'
import { openBeside, untilSealed } from '../system/journal-watch.ts'
import { untilAnchored } from '../system/prepared.ts'
import { startServer } from '../system/server.ts'
import { hasPython } from '../system/verify-py.ts'
import { Skipped, type Task, type TaskContext } from '../task.ts'

const inProject = (path: string): string => fileURLToPath(new URL(`../../../${path}`, import.meta.url))

/** Points by customer number and merchant, each as text so that two counts compare as they are. */
type Count = ReadonlyMap<string, string>

/** The count of a program that knows the file and the published rules only. */
const recount = async (folder: string, file: string): Promise<{ purchases: number; points: Count }> => {
  const rules = join(folder, 'rules.json')
  writeFileSync(rules, JSON.stringify(Object.fromEntries(coalition.merchants.map((shop) => [shop.slug, shop.rules]))))
  const script = inProject('tools/recount-py/recount.py')
  const families = inProject(`demo/data/${coalition.families}`)
  const words = [script, file, '--families', families, '--rules', rules, '--time-zone', coalition.timeZone]
  const { stdout } = await promisify(execFile)('python3', words, { maxBuffer: 1024 * 1024 * 1024 })
  const { purchases, points } = JSON.parse(stdout) as {
    purchases: number
    points: Record<string, Record<string, number>>
  }
  const lines = Object.entries(points).flatMap(([customer, by]) =>
    Object.entries(by).map(([merchant, sum]) => [`${customer} ${merchant}`, String(sum)] as const),
  )
  return { purchases, points: new Map(lines) }
}

/** What the contract gave, as its events were read. */
const given = async ({ owner }: Store): Promise<Count> => {
  const { rows } = await owner.query<{ reference: string; merchant: string; points: string }>(
    `select c.reference, m.slug as merchant, p.points::text as points from customer_points p
       join customer c on c.organisation_id = p.organisation_id and c.id = p.customer_id
       join merchant m on m.organisation_id = p.organisation_id and m.id = p.merchant_id`,
  )
  return new Map(rows.map(({ reference, merchant, points }) => [`${reference} ${merchant}`, points]))
}

/** How many entries differ between two counts; nothing and no points are the same. */
const differences = (one: Count, other: Count): number =>
  [...new Set([...one.keys(), ...other.keys()])].filter((key) => (one.get(key) ?? '0') !== (other.get(key) ?? '0'))
    .length

const numberOf = async ({ owner }: Store, query: string): Promise<number> => {
  const { rows } = await owner.query<{ n: string }>(query)
  return Number(rows[0]?.n ?? '0')
}

const run = async (context: TaskContext): Promise<Tally[]> => {
  if (!hasPython()) throw new Skipped('the second count needs python3 ≥ 3.11, which is not on this machine')
  const file = fileFrom(context.options['file'] ?? '')
  const counted = await recount(context.folder, file)
  context.log(`counted again: ${counted.purchases} purchases`)
  const data = join(context.folder, 'data')
  const server = await startServer(data, { CANDOR_BENCH_SHOPS: 'points' })
  const store = await openBeside(data)
  const tallies: Tally[] = []
  try {
    const done = await followImport(server, await startImport(server, file), ({ state }) => state === 'completed')
    context.log(`${done.rowsAccepted} of ${done.rowsTotal} rows accepted, points for ${done.pointsDone} purchases`)
    await untilSealed(store)
    await untilAnchored(store)
    const points = await given(store)
    const sum = [...counted.points.values()].reduce((total, each) => total + BigInt(each), 0n)
    const { issued } = await clientOf(server)(loyaltyRoutes.programme, {})
    const purchases = await numberOf(store, `select count(*) as n from "order" where kind = 'purchase'`)
    const unproved = await numberOf(
      store,
      `select count(*) as n from "order" o where not exists (
         select from journal_entry e join journal_leaf l on l.organisation_id = e.organisation_id and l.entry_id = e.id
          where e.organisation_id = o.organisation_id and e.id = o.entry_id)`,
    )
    tallies.push(
      {
        name: 'purchases recorded as the second count has them',
        tried: counted.purchases,
        failed: Math.abs(purchases - counted.purchases),
      },
      { name: 'purchases sequenced, sealed and anchored', tried: purchases, failed: unproved },
      {
        name: 'sums of a customer at a merchant equal to the second count',
        tried: counted.points.size,
        failed: differences(counted.points, points),
      },
      {
        name: 'sum of all points on the contract equal to the second count',
        tried: 1,
        failed: issued === String(sum) ? 0 : 1,
      },
    )
  } finally {
    await store.close()
    await server.stop()
  }
  context.log('auditing, every block of the ledger again')
  const { code, said, json } = await candor(['audit', '--full'], { CANDOR_DATA: data })
  if (code !== 0) context.log(`candor audit: ${said}${JSON.stringify(json ?? null).slice(0, 2000)}`)
  return [...tallies, { name: 'the audit afterwards finds nothing', tried: 1, failed: code === 0 ? 0 : 1 }]
}

/** The points that the contract gave for a file of purchases, against a program of a few lines that knows only the file and the rules. */
export const points: Task<Tally> = {
  name: 'points',
  summary: 'points of an orders file on the contract equal a recount from the file',
  options: {
    file: { help: 'as of the benchmark import; the sample of the project unless given', default: '' },
  },
  run,
}
