import type { Measure } from '../measure.ts'
import type { Task } from '../task.ts'
import { accessLog } from './access-log.ts'
import { importCustomers } from './customer-import.ts'
import { browser } from './browser.ts'
import { chain } from './chain.ts'
import { customerPage } from './customer-page.ts'
import { events } from './events.ts'
import { importOrders } from './import.ts'
import { journaledWrite } from './journaled-write.ts'
import { list } from './list.ts'
import { matching } from './match.ts'
import { proofs } from './proofs.ts'
import { sealing } from './sealing.ts'
import { views } from './views.ts'

/** Every benchmark, in the order in which they are listed. */
export const benches: readonly Task<Measure>[] = [
  journaledWrite,
  sealing,
  list,
  views,
  customerPage,
  browser,
  proofs,
  importOrders,
  importCustomers,
  matching,
  events,
  accessLog,
  chain,
]
