import type { Store } from '@candor/server/platform/db/store'
import type { TaskContext } from '../task.ts'
import { followImport, startImport } from './import-file.ts'
import { openBeside, untilSealed } from './journal-watch.ts'
import { firstRows } from './sample.ts'
import { startServer, type ServerProcess } from './server.ts'

/** A running server with merchants, points programme and imported purchases, all of it sealed and anchored. */
export type Prepared = { readonly server: ServerProcess; readonly store: Store; readonly close: () => Promise<void> }

const pause = async (milliseconds: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, milliseconds)
  })

/** Waits until the ledger keeps a seal that covers every entry. @throws Error after two minutes */
export const untilAnchored = async ({ owner }: Store): Promise<void> => {
  for (let waited = 0; waited < 120_000; waited += 200) {
    const { rowCount } = await owner.query(
      `select from journal_anchor where transaction_hash is not null
          and size = (select max(leaf_index) + 1 from journal_leaf) and not exists (select from journal_pending)`,
    )
    if (rowCount === 1) return
    await pause(200)
  }
  throw new Error('the journal was not anchored within two minutes')
}

/**
 * Starts a server on a folder and imports the first rows of the sample, points included.
 * @param rows how many rows of the sample
 */
export const prepare = async ({ folder, log }: TaskContext, data: string, rows: number): Promise<Prepared> => {
  log('setting up merchants and points')
  const server = await startServer(data, { CANDOR_BENCH_SHOPS: 'points' })
  const store = await openBeside(data)
  log(`importing ${rows} rows`)
  const id = await startImport(server, await firstRows(folder, rows))
  const run = await followImport(server, id, ({ state }) => state === 'completed')
  await untilSealed(store)
  await untilAnchored(store)
  log(`${run.ordersCreated} orders of ${run.customersCreated} customers, points for ${run.pointsDone}`)
  const close = async (): Promise<void> => {
    await store.close()
    await server.stop()
  }
  return { server, store, close }
}
