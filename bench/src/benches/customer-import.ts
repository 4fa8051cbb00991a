import { createWriteStream, openAsBlob } from 'node:fs'
import { basename, join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { setTimeout as wait } from 'node:timers/promises'
import {
  createClient,
  customerImportPaths,
  customerImportRoutes,
  type CustomerImportOptions,
  type CustomerImportSummary,
} from '@candor/api'
import { against, alone, type Measure } from '../measure.ts'
import { openBeside } from '../system/journal-watch.ts'
import type { Ready } from '../system/message.ts'
import { startServer } from '../system/server.ts'
import { wholeNumber, type Task } from '../task.ts'
import { copyRaw } from './import-baseline.ts'

const header = 'Customer ID,First Name,Last Name,Email,Mobile,City,Postcode,Country,Points'
const given = ['Ann', 'Bob', 'Chen', 'Dora', 'Emil', 'Fay', 'Gus', 'Hana', 'Ivo', 'Jun']
const family = ['Smith', 'Jones', 'Novak', 'Garcia', 'Okafor', 'Larsen', 'Tanaka', 'Weber', 'Rossi', 'Khan', 'Moreau']

/** Rows that differ as real ones do: names repeat, references, addresses and numbers do not. */
function* rowsOf(count: number): Generator<string> {
  yield `${header}\n`
  for (let at = 0; at < count; at += 1) {
    const [first, last] = [given[at % given.length]!, family[(at * 7) % family.length]!]
    const digits = String(at).padStart(6, '0')
    yield `C${at},${first},${last}${at % 997},${first.toLowerCase()}.${at}@example.com,079${digits.slice(-8).padStart(8, '1')},Bath,BA1 1AA,United Kingdom,${at % 500}\n`
  }
}

const clientOf = ({ url, cookie }: Ready) => createClient({ baseUrl: url, headers: () => ({ cookie, origin: url }) })

const upload = async ({ url, cookie }: Ready, file: string): Promise<string> => {
  const form = new FormData()
  form.set('file', await openAsBlob(file), basename(file))
  const response = await fetch(`${url}${customerImportPaths.upload}`, {
    method: 'POST',
    body: form,
    headers: { cookie, origin: url },
  })
  if (!response.ok) throw new Error(`the upload was refused: ${await response.text()}`)
  return ((await response.json()) as CustomerImportSummary).id
}

const followed = async (
  call: ReturnType<typeof createClient>,
  id: string,
  isThere: (run: CustomerImportSummary) => boolean,
): Promise<CustomerImportSummary> => {
  for (;;) {
    const run = await call(customerImportRoutes.get, { params: { id } })
    if (run.state === 'failed') throw new Error(`the import failed: ${run.error?.message}`)
    if (isThere(run)) return run
    await wait(200)
  }
}

/** A file of customers through the importer: read, standardised, encrypted, indexed, journaled, and compared with the file. */
export const importCustomers: Task<Measure> = {
  name: 'customer-import',
  summary: 'rows of a file of customers, against copying the file unread into a table',
  options: { rows: { help: 'rows of the file', default: '100000' } },
  run: async (context) => {
    const rows = wholeNumber(context, 'rows')
    const file = join(context.folder, 'customers.csv')
    await pipeline(Readable.from(rowsOf(rows)), createWriteStream(file))
    const server = await startServer(join(context.folder, 'data'))
    const store = await openBeside(join(context.folder, 'data'))
    try {
      const call = clientOf(server)
      const id = await upload(server, file)
      const params = { id }
      const { options } = await call(customerImportRoutes.preview, { params, body: { options: { region: 'GB' } } })
      const started = performance.now()
      const seconds = (): number => (performance.now() - started) / 1000
      const body = { options: options satisfies CustomerImportOptions, isTrial: false }
      await call(customerImportRoutes.start, { params, body })
      await followed(call, id, ({ phase }) => phase !== 'reading')
      const reading = seconds()
      await followed(call, id, ({ phase }) => phase === 'verifying' || phase === 'done')
      const writing = seconds()
      const done = await followed(call, id, ({ state }) => state === 'completed')
      const all = seconds()
      const { report } = await call(customerImportRoutes.report, { params })
      context.log(`${done.created} created, ${done.failed} failed; stored as the file says: ${report.matches}`)
      return [
        against(
          'customers made, journaled and encrypted',
          rows / (writing - reading),
          'rows/s',
          await copyRaw(store, file, 9),
        ),
        alone('the file read for its figures', rows / reading, 'rows/s'),
        alone('rows and customers read back and compared', rows / (all - writing), 'rows/s'),
        alone('from start to verified', all, 's'),
      ]
    } finally {
      await store.close()
      await server.stop()
    }
  },
}
