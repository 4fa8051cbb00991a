import { duplicateRoutes, type DuplicateScan } from '@candor/api'
import type { FastifyRequest } from 'fastify'
import { sqlState, type Tx } from '../../platform/db/index.ts'
import { actorOf, requireRight } from '../../platform/http/access.ts'
import { route } from '../../platform/http/route.ts'
import { read, write } from '../../platform/http/write.ts'
import { uuidv7 } from '../../platform/ids.ts'
import type { JobKind, Jobs } from '../../platform/jobs/jobs.ts'
import type { App } from '../../platform/platform.ts'
import { bulkRows, insertBulk, newestBulk, type Bulk } from './bulk/store.ts'
import { checkEntered } from './check/check.ts'
import { duplicateErrors } from './errors.ts'
import { mergeCustomers } from './merge/merge.ts'
import { mergesOf } from './merge/store.ts'
import { undoMerge } from './merge/unmerge.ts'
import type { DuplicatesNeeds } from './needs.ts'
import { dismissPair, reopenPair } from './queue/dismiss.ts'
import { countPairs, openPairs } from './queue/list.ts'
import type { ScanProgress } from './scan/run-scan.ts'
import { endScan, findScan, insertScan, newestScan, type Scan } from './scan/store.ts'

/** What the routes need besides other modules. */
export type RouteParts = {
  readonly needs: DuplicatesNeeds
  readonly jobs: Jobs
  readonly scan: JobKind<{ readonly scanId: string }>
  readonly bulk: JobKind<{ readonly bulkId: string; readonly actor: string }>
}

const purpose = 'service-contract'
const authorship = (request: FastifyRequest) => ({ actor: actorOf(request), purpose })

const uniqueViolation = '23505'

const shownScan = (scan: Scan, progress: ScanProgress | null): DuplicateScan => ({
  ...scan,
  phase: scan.state === 'running' ? ((progress?.phase ?? 'reading') as DuplicateScan['phase']) : 'done',
  done: progress?.done ?? 0,
  total: progress?.total ?? 0,
  startedAt: scan.startedAt.toISOString(),
  finishedAt: scan.finishedAt?.toISOString() ?? null,
})

const shownBulk = (bulk: Bulk) => ({
  ...bulk,
  startedAt: bulk.startedAt.toISOString(),
  finishedAt: bulk.finishedAt?.toISOString() ?? null,
})

const withProgress = async (tx: Tx, jobs: Jobs, scan: Scan): Promise<DuplicateScan> => {
  const progress = scan.state === 'running' ? (await jobs.summary(tx, scan.id)).progress : null
  return shownScan(scan, progress as ScanProgress | null)
}

/** Does what only one at a time can do. */
const onlyOne = async <T>(run: () => Promise<T>, refusal: () => Error): Promise<T> => {
  try {
    return await run()
  } catch (error) {
    if (sqlState(error) === uniqueViolation) throw refusal()
    throw error
  }
}

const scanRoutes = (app: App, { jobs, scan, bulk }: RouteParts): void => {
  route(app, duplicateRoutes.scan, async ({ request }) =>
    onlyOne(
      async () =>
        write(request, async (tx) => {
          const id = uuidv7()
          const made = await insertScan(tx, id, actorOf(request))
          await scan.send(tx, { scanId: id }, actorOf(request), { id })
          return shownScan(made, null)
        }),
      () => duplicateErrors.DUPLICATE_SCAN_RUNNING('a comparison is under way'),
    ),
  )
  route(app, duplicateRoutes.cancelScan, async ({ request, params }) =>
    write(request, async (tx) => {
      const { state } = await findScan(tx, params.id)
      if (state === 'running' && (await endScan(tx, params.id, 'cancelled'))) await jobs.cancel(tx, params.id)
      return withProgress(tx, jobs, await findScan(tx, params.id))
    }),
  )
  route(app, duplicateRoutes.overview, async ({ request }) =>
    read(request, async (tx) => {
      const [newest, counts, many] = [await newestScan(tx), await countPairs(tx), await newestBulk(tx)]
      return {
        scan: newest ? await withProgress(tx, jobs, newest) : null,
        ...counts,
        bulk: many ? shownBulk(many) : null,
      }
    }),
  )
  route(app, duplicateRoutes.mergeMany, async ({ request, body }) =>
    onlyOne(
      async () =>
        write(request, async (tx) => {
          const id = uuidv7()
          const made = await insertBulk(tx, id, body.minimum, actorOf(request))
          await bulk.send(tx, { bulkId: id, actor: actorOf(request) }, actorOf(request), { id })
          return shownBulk(made)
        }),
      () => duplicateErrors.DUPLICATE_BULK_RUNNING('a merging of many is under way'),
    ),
  )
  route(app, duplicateRoutes.bulkRows, async ({ request, params, query }) =>
    read(request, async (tx) => bulkRows(tx, params.id, query)),
  )
}

const listMerges = async (tx: Tx, needs: DuplicatesNeeds, id: string) => {
  await needs.customers.require(tx, id)
  const merges = await mergesOf(tx, await needs.customers.recordsOf(tx, id))
  // Who was parted again is a customer of their own, who may have been erased since.
  const standing = merges.filter(({ undoneAt }) => undoneAt === null)
  const others = await needs.customers.names(
    tx,
    standing.map(({ otherId }) => otherId),
  )
  const staff = merges.flatMap(({ mergedBy }) => (mergedBy.startsWith('staff:') ? [mergedBy.slice(6)] : []))
  const names = await needs.staffNames(tx.organisationId, [...new Set(staff)])
  return {
    items: merges.map(({ id: mergeId, keptId, otherId, mergedAt, mergedBy, undoneAt, entryId }) => ({
      id: mergeId,
      keptId,
      otherId,
      otherName: others.get(otherId)?.name ?? '',
      otherReference: others.get(otherId)?.reference ?? null,
      mergedAt: mergedAt.toISOString(),
      mergedByName: names.get(mergedBy.slice(6)) ?? null,
      undoneAt: undoneAt?.toISOString() ?? null,
      entryId,
    })),
  }
}

/** The routes of packages/api/src/duplicates.ts. */
export const registerDuplicateRoutes = (app: App, parts: RouteParts): void => {
  const { needs } = parts
  route(app, duplicateRoutes.check, async ({ request, body }) =>
    read(request, async (tx) => {
      return { items: await checkEntered(tx, needs, body) }
    }),
  )
  scanRoutes(app, parts)
  route(app, duplicateRoutes.list, async ({ request, query }) => {
    // Two customers are shown: whoever may merge but not read sees nobody.
    if (request.staff !== null) requireRight(request.staff, 'customer.read')
    return read(request, async (tx) => openPairs(tx, needs, query))
  })
  route(app, duplicateRoutes.dismiss, async ({ request, body }) =>
    write(request, async (tx) => dismissPair(tx, needs, body, authorship(request))),
  )
  route(app, duplicateRoutes.reopen, async ({ request, body }) =>
    write(request, async (tx) => reopenPair(tx, needs, body, authorship(request))),
  )
  route(app, duplicateRoutes.merge, async ({ request, params, body }) =>
    write(request, async (tx) => mergeCustomers(tx, needs, { keptId: params.id, ...body }, authorship(request))),
  )
  route(app, duplicateRoutes.merges, async ({ request, params }) =>
    read(request, async (tx) => listMerges(tx, needs, params.id)),
  )
  route(app, duplicateRoutes.undo, async ({ request, params }) =>
    write(request, async (tx) => undoMerge(tx, needs, params.id, authorship(request))),
  )
}
