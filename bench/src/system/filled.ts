import { createClient, customerMarkRoutes } from '@candor/api'
import type { Store } from '@candor/server/platform/db/store'
import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fillCare, readCare, type Care } from '../bulk/care.ts'
import { fillCustomers } from '../bulk/fill.ts'
import { fillHistory } from '../bulk/history.ts'
import { wholeNumber, type TaskContext, type TaskOption } from '../task.ts'
import { openBeside } from './journal-watch.ts'
import { threeMerchants } from './merchants.ts'
import { startServer, type ServerProcess } from './server.ts'

/** A running server with very many customers who have owners, tags, stages, purchases, notes and a journal. */
export type Filled = {
  readonly server: ServerProcess
  readonly store: Store
  readonly care: Care
  readonly me: string
  readonly merchants: readonly string[]
  /** Customers, in the order of their ids, who have entries in the journal. */
  readonly withHistory: number
  readonly close: () => Promise<void>
}

/** Options of what runs on a filled server. */
export const filledOptions = {
  customers: { help: 'how many customers there are', default: '1000000' },
  data: { help: 'folder to keep the customers in for the next run; none is kept unless given', default: '' },
  stretch: { help: 'seconds after which making them pauses until the next run', default: '86400' },
} as const satisfies Record<string, TaskOption>

type World = {
  readonly store: Store
  readonly organisationId: string
  readonly merchants: string[]
  readonly me: string
}

const haveCustomers = async ({ owner }: Store): Promise<number> =>
  (await owner.query<{ have: number }>('select count(*)::int as have from customer_figures')).rows[0]?.have ?? 0

const fill = async (context: TaskContext, data: string, { store, organisationId, merchants, me }: World) => {
  const count = wholeNumber(context, 'customers')
  const have = await haveCustomers(store)
  if (have !== 0 && have !== count)
    throw new Error(`${data} holds ${have} customers, not ${count}: give another --data.`)
  if (have === 0) {
    context.log(`making ${count} customers`)
    await fillCustomers(data, organisationId, merchants, count, context.log)
  }
  const care = await readCare(store.owner, organisationId)
  if (care.tags.length === 0) {
    context.log('giving them owners, tags and stages')
    await fillCare(store.owner, organisationId, me)
  }
}

const worldOf = async (server: ServerProcess, store: Store): Promise<World> => {
  const { organisationId, url, cookie } = server
  const call = createClient({ baseUrl: url, headers: () => ({ cookie }) })
  const merchants = await threeMerchants(store.owner, organisationId)
  // Nobody else works there.
  const [me] = (await call(customerMarkRoutes.owners)).items
  return { store, organisationId, merchants, me: me?.id ?? organisationId }
}

/**
 * Starts a server whose data folder has been filled, filling it first where it is new.
 * @param withHistory whether the customers get entries; within the stretch of time that is given, so that a later run goes on
 */
export const startFilled = async (context: TaskContext, withHistory: boolean): Promise<Filled> => {
  const kept = context.options['data'] ?? ''
  const data = kept === '' ? context.folder : resolve(kept)
  const until = Date.now() + wholeNumber(context, 'stretch') * 1000
  if (existsSync(join(data, 'postgres'))) context.log(`using what is kept in ${data}`)
  let customers = 0
  let server = await startServer(data)
  let store = await openBeside(data)
  const close = async (): Promise<void> => {
    await store.close()
    await server.stop()
  }
  try {
    const world = await worldOf(server, store)
    await fill(context, data, world)
    if (withHistory) {
      const seconds = Math.max(1, (until - Date.now()) / 1000)
      customers = await fillHistory(data, server.organisationId, world.merchants, seconds, context.log)
      // The sequencer learns of the new leaves when it starts.
      await close()
      server = await startServer(data)
      store = await openBeside(data)
    }
    const care = await readCare(store.owner, server.organisationId)
    return { server, store, care, me: world.me, merchants: world.merchants, withHistory: customers, close }
  } catch (error) {
    await close()
    throw error
  }
}
