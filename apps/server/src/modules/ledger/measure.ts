import { Gauge } from 'prom-client'
import type { App } from '../../platform/platform.ts'
import type { Ledger } from './ledger.ts'

const gauge = (name: string, help: string, value: () => number): Gauge =>
  new Gauge({
    name,
    help,
    registers: [],
    collect() {
      this.set(value())
    },
  })

/** Figures of the ledger for `/metrics`: an alarm is one rule on the first of them. */
export const measureLedger = (app: App, ledger: Pick<Ledger, 'stalledSince' | 'underWay'>): void => {
  app.metrics.registerMetric(
    gauge(
      'candor_ledger_stalled_seconds',
      'For how long the ledger has taken no calls although some wait, or could not be reached; 0 while all is well',
      () => (ledger.stalledSince === undefined ? 0 : (Date.now() - ledger.stalledSince.getTime()) / 1000),
    ),
  )
  app.metrics.registerMetric(
    gauge(
      'candor_ledger_calls_under_way',
      'Calls that were handed to the ledger and have no receipt yet',
      () => ledger.underWay,
    ),
  )
}
