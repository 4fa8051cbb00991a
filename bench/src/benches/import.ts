import { against, alone, type Measure } from '../measure.ts'
import { fileFrom, followImport, startImport } from '../system/import-file.ts'
import { openBeside, untilSealed } from '../system/journal-watch.ts'
import { startServer } from '../system/server.ts'
import { isOn, type Task } from '../task.ts'
import { copyRaw } from './import-baseline.ts'

/** A file of orders through the importer: read, checked, stored, journaled; then its points, computed by the contract. */
export const importOrders: Task<Measure> = {
  name: 'import',
  summary: 'rows of an orders file, against copying the file unread into a table',
  options: {
    file: {
      help: 'CSV file, plain or gzip (or CANDOR_BENCH_FILE); the sample of the project unless given',
      default: '',
    },
    points: { help: 'the shops give points, and those of every purchase are waited for', default: 'no' },
  },
  run: async (context) => {
    const file = fileFrom(context.options['file'] ?? '')
    const withPoints = isOn(context, 'points')
    const server = await startServer(context.folder, { CANDOR_BENCH_SHOPS: withPoints ? 'points' : 'plain' })
    const store = await openBeside(context.folder)
    try {
      const started = performance.now()
      const seconds = (): number => (performance.now() - started) / 1000
      const id = await startImport(server, file)
      const stored = await followImport(server, id, ({ phase }) => phase === 'points' || phase === 'done')
      const storing = seconds()
      await untilSealed(store)
      const sealing = seconds()
      context.log(
        `${stored.rowsAccepted} of ${stored.rowsTotal} rows accepted, total ${stored.acceptedTotal} minor units, ${stored.ordersCreated} orders, ${stored.customersCreated} customers`,
      )
      const rows = stored.rowsTotal ?? 0
      const measures = [
        against(
          'rows read, checked, stored and journaled',
          stored.rowsPerSecond ?? 0,
          'rows/s',
          await copyRaw(store, file, 8),
        ),
        alone('from upload to stored', storing, 's'),
        alone('from upload to sealed', sealing, 's'),
        alone('rows, from upload to sealed', rows / sealing, 'rows/s'),
      ]
      if (!withPoints) return measures
      const before = performance.now()
      const done = await followImport(server, id, ({ state }) => state === 'completed')
      const waited = (performance.now() - before) / 1000
      return [
        ...measures,
        alone(
          'points computed by the contract, after storing',
          (done.pointsDone - stored.pointsDone) / waited,
          'purchases/s',
        ),
      ]
    } finally {
      await store.close()
      await server.stop()
    }
  },
}
