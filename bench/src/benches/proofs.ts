import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { verifyReceiptOffline } from '@candor/journal'
import { auditJournal } from '@candor/server/modules/journal/index'
import { nativeVerifier } from '@candor/server/modules/journal/log-key'
import { openDatabase } from '@candor/server/platform/db/index'
import { appendOnlyTables } from '@candor/server/tables'
import { runLoad } from '../load/run-load.ts'
import { against, alone, percentiles, type Measure } from '../measure.ts'
import { candor } from '../system/command-line.ts'
import { prepare } from '../system/prepared.ts'
import { wholeNumber, type Task, type TaskContext } from '../task.ts'

/** Milliseconds for each of some pieces of work. */
const timesOf = <Item>(items: readonly Item[], work: (item: Item) => void): number[] =>
  items.map((item) => {
    const started = performance.now()
    work(item)
    return performance.now() - started
  })

const mean = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0) / values.length

/** One byte of the middle turned into another. */
const spoilt = (bytes: Buffer): Buffer => {
  const copy = Buffer.from(bytes)
  copy[bytes.length >> 1]! ^= 1
  return copy
}

/** Entries a second through the whole audit of a journal, against reading the same rows and doing nothing with them. */
const auditRate = async (data: string): Promise<{ audited: number; read: number }> => {
  const db = await openDatabase({
    data,
    databaseUrl: undefined,
    masterKeyFile: join(data, 'keys', 'master.key'),
    appendOnly: appendOnlyTables,
    attach: true,
  })
  try {
    const [organisationId = ''] = await db.organisationIds()
    let started = performance.now()
    const { rows } = await db.owner.query(
      'select e.*, l.leaf_index from journal_entry e join journal_leaf l on l.entry_id = e.id',
    )
    const read = rows.length / ((performance.now() - started) / 1000)
    started = performance.now()
    const run = auditJournal(db, organisationId, { save: false })
    for (;;) {
      const step = await run.next()
      if (step.done === true) return { audited: step.value.entries / ((performance.now() - started) / 1000), read }
      throw new Error(`the audit of an untouched journal found ${step.value.code}`)
    }
  } finally {
    await db.close()
  }
}

const run = async (context: TaskContext): Promise<Measure[]> => {
  const data = join(context.folder, 'data')
  const { server, close } = await prepare(context, data, wholeNumber(context, 'rows'))
  try {
    const folder = join(context.folder, 'receipts')
    const count = wholeNumber(context, 'receipts')
    const exported = await candor(['receipts', '--sample', String(count), '--out', folder], { CANDOR_DATA: data })
    if (exported.code !== 0) throw new Error(`candor receipts: ${exported.said}`)
    const names = readdirSync(folder).filter((name) => name.endsWith('.tlog-proof'))
    const headers = { cookie: server.cookie }
    const load = async (path: (id: string) => string) =>
      runLoad({
        host: '127.0.0.1',
        port: server.port,
        connections: 4,
        milliseconds: 5000,
        templates: names.map((name) => ({ method: 'GET', path: path(name.replace('.tlog-proof', '')), headers })),
      })
    const entries = await load((id) => `/api/journal/entries/${id}`)
    const built = await load((id) => `/api/journal/entries/${id}/receipt`)
    for (const { statuses } of [entries, built]) {
      if (Object.keys(statuses).join() !== '200') throw new Error(`answers other than 200: ${JSON.stringify(statuses)}`)
    }
    const receipts = names.map((name) => readFileSync(join(folder, name)))
    const key = readFileSync(join(folder, 'journal.vkey'), 'utf8').trim().split('\n')[0]!
    const native = nativeVerifier(key)
    const accept = (verifier: string | typeof native) => (bytes: Buffer) => {
      if (!verifyReceiptOffline(bytes, verifier).ok) throw new Error('a genuine receipt was refused')
    }
    const refuse = (bytes: Buffer): void => {
      if (verifyReceiptOffline(bytes, key).ok) throw new Error('a changed receipt was accepted')
    }
    // Once before it counts, so that compiling is not measured.
    timesOf(receipts.slice(0, 50), accept(native))
    timesOf(receipts.slice(0, 50), accept(key))
    const [portable, fast] = [timesOf(receipts, accept(key)), timesOf(receipts, accept(native))]
    const refused = timesOf(receipts.map(spoilt), refuse)
    const audit = await auditRate(data)
    return [
      against('receipt over HTTP, p50', percentiles(built.latencies).p50, 'ms', percentiles(entries.latencies).p50),
      against(
        'receipts over HTTP',
        built.latencies.length / built.seconds,
        'receipts/s',
        entries.latencies.length / entries.seconds,
      ),
      against('verify a receipt as a browser does, mean', mean(portable), 'ms', mean(fast)),
      against('refuse a changed receipt, mean', mean(refused), 'ms', mean(portable)),
      alone('size of a receipt, mean', mean(receipts.map(({ length }) => length)), 'bytes'),
      against('audit of the journal', audit.audited, 'entries/s', audit.read),
    ]
  } finally {
    await close()
  }
}

/** Making, checking and refusing receipts, and auditing what they rest on. */
export const proofs: Task<Measure> = {
  name: 'proofs',
  summary: 'receipts made, verified and refused; entries audited',
  options: {
    receipts: { help: 'how many, taken evenly from the journal', default: '1000' },
    rows: { help: 'rows of the sample that are imported first', default: '20000' },
  },
  run,
}
