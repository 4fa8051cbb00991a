import { customerBulkRoutes, type BulkAction } from '@candor/api'
import type { FastifyRequest } from 'fastify'
import { actorOf, requireRight, staffOf } from '../../../platform/http/access.ts'
import { route } from '../../../platform/http/route.ts'
import { read, write } from '../../../platform/http/write.ts'
import { uuidv7 } from '../../../platform/ids.ts'
import type { JobKind } from '../../../platform/jobs/jobs.ts'
import type { App, Platform } from '../../../platform/platform.ts'
import { requireOwner } from '../care/owners.ts'
import { holdTags } from '../care/tags.ts'
import { customerErrors } from '../errors.ts'
import type { CustomersNeeds } from '../needs.ts'
import { defineBulkJob, type BulkInput } from './run.ts'
import { bulksPage, findBulk, insertBulk, markUndone, reportPage, setState, summaryOf } from './store.ts'
import { onlookerOf } from '../list/onlooker.ts'
import { filterOf, settledTarget } from './target.ts'

const mayDo = (request: FastifyRequest, action: BulkAction): void => {
  if (action.do === 'bin' || action.do === 'restore') requireRight(staffOf(request), 'customer.bin')
}

const registerUndo = (app: App, job: JobKind<BulkInput>): void => {
  route(app, customerBulkRoutes.undo, async ({ request, params }) =>
    write(request, async (tx) => {
      const bulk = await findBulk(tx, params.id, true)
      mayDo(request, bulk.action)
      if (bulk.state === 'running' || bulk.state === 'cancelling') {
        throw customerErrors.CUSTOMER_BULK_NOT_FINISHED(`the bulk change ${bulk.id} is ${bulk.state}`)
      }
      if (bulk.undoneBy !== null) throw customerErrors.CUSTOMER_BULK_UNDONE(`by ${bulk.undoneBy}`)
      const id = uuidv7()
      const { action, target, changed: total } = bulk
      await insertBulk(tx, { id, action, target, total, createdBy: staffOf(request).userId, undoes: bulk.id })
      await markUndone(tx, bulk.id, id)
      await job.send(tx, { bulkId: id }, actorOf(request))
      return { id }
    }),
  )
}

/** The routes of bulk changes in packages/api/src/customer-lists.ts. */
export const registerBulkRoutes = (app: App, platform: Platform, needs: CustomersNeeds): void => {
  const job = defineBulkJob(platform, needs)
  route(app, customerBulkRoutes.start, async ({ request, body: { action, target } }) => {
    mayDo(request, action)
    const { userId } = staffOf(request)
    return write(request, async (tx) => {
      const settled = settledTarget(target, await onlookerOf(tx, needs, request, filterOf(target)))
      if ('tagIds' in action) await holdTags(tx, action.tagIds)
      if ('ownerId' in action) await requireOwner(tx, needs, action.ownerId)
      const id = uuidv7()
      const total = 'ids' in settled ? settled.ids.length : null
      await insertBulk(tx, { id, action, target: settled, total, createdBy: userId, undoes: null })
      await job.send(tx, { bulkId: id }, actorOf(request))
      return { id }
    })
  })
  registerUndo(app, job)
  route(app, customerBulkRoutes.get, async ({ request, params }) =>
    read(request, async (tx) => summaryOf(await findBulk(tx, params.id))),
  )
  route(app, customerBulkRoutes.list, async ({ request, query }) =>
    read(request, async (tx) => bulksPage(tx, query.cursor, query.limit)),
  )
  route(app, customerBulkRoutes.rows, async ({ request, params, query }) =>
    read(request, async (tx) => {
      await findBulk(tx, params.id)
      return reportPage(tx, params.id, query)
    }),
  )
  route(app, customerBulkRoutes.cancel, async ({ request, params }) => {
    await write(request, async (tx) => {
      const { state } = await findBulk(tx, params.id, true)
      if (state === 'running') await setState(tx, params.id, 'cancelling')
    })
    return { done: true as const }
  })
}
