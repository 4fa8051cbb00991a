import {
  erasureCertificatePath,
  idParams,
  subjectPackagePath,
  subjectRequestRoutes,
  type SubjectRequestKind,
} from '@candor/api'
import type { FastifyReply } from 'fastify'
import { subjectKey } from '../../platform/crypto/index.ts'
import type { Database, Tx } from '../../platform/db/index.ts'
import { actorOf, organisationOf } from '../../platform/http/access.ts'
import { route } from '../../platform/http/route.ts'
import { read, write } from '../../platform/http/write.ts'
import type { App } from '../../platform/platform.ts'
import { certificateOf } from './certificate.ts'
import { subjectRequestErrors } from './errors.ts'
import { isHeld, setHold } from './holds.ts'
import type { SubjectRequestsNeeds } from './needs.ts'
import { packageZip, readPackage } from './package/package.ts'
import type { PackageData } from './package/page.ts'
import { openContent, type Row } from './request.ts'
import { hasPackage, shownRequests } from './shown.ts'
import { findRow, listRequests, openedRows, requestsOf } from './store.ts'
import { actOn, openRequest, type RequestParts } from './work.ts'

/** Reads a package and notes in the person's history who took it. @throws SUBJECT_REQUEST_NO_PACKAGE, SUBJECT_ERASED */
export const takePackage = async (
  tx: Tx,
  needs: SubjectRequestsNeeds,
  row: Row,
  actor: string,
): Promise<PackageData> => {
  const now = Date.now()
  if (!hasPackage(row, now)) {
    throw subjectRequestErrors.SUBJECT_REQUEST_NO_PACKAGE(`the request of ${row.kind} is ${row.state}`)
  }
  // Opened to make sure that the person was not erased.
  openContent(await subjectKey(tx, row.customerId), row)
  const kind = row.kind as Extract<SubjectRequestKind, 'access' | 'portability'>
  const data = await readPackage(tx, needs, row.customerId, kind, now)
  const body = { requestId: row.id, kind }
  const entry = {
    subject: row.customerId,
    kind: 'privacy.package-taken',
    purpose: 'data-subject-rights',
    actor,
    body,
  } as const
  await needs.record(tx, entry)
  return data
}

/** Answers with a file that is kept nowhere on the way. */
export const attach = (reply: FastifyReply, type: string, name: string): FastifyReply =>
  reply.type(type).header('content-disposition', `attachment; filename="${name}"`).header('cache-control', 'no-store')

const readingRoutes = (app: App, { needs }: RequestParts): void => {
  route(app, subjectRequestRoutes.list, async ({ query: { view, customer, ...page }, request }) =>
    read(request, async (tx) => {
      const { items, nextCursor } =
        customer === undefined
          ? await listRequests(tx, view, page)
          : await requestsOf(tx, await needs.customers.recordsOf(tx, customer), page)
      return { items: await shownRequests(tx, needs, items, Date.now()), nextCursor }
    }),
  )
  route(app, subjectRequestRoutes.get, async ({ params, request }) =>
    read(request, async (tx) => {
      const [shown] = await shownRequests(tx, needs, await openedRows(tx, [await findRow(tx, params.id)]), Date.now())
      return shown!
    }),
  )
  route(app, subjectRequestRoutes.privacy, async ({ params: { id }, request }) =>
    read(request, async (tx) => {
      await needs.customers.require(tx, id)
      const records = await needs.customers.recordsOf(tx, id)
      const { erasedAt } = await tx.one<{ erasedAt: Date | null }>({
        name: 'subject-erased-at',
        text: 'select max(destroyed_at) as "erasedAt" from subject_key where organisation_id = $1 and subject_id = $2',
        values: [tx.organisationId, id],
      })
      const limits = await needs.limits.of(tx, id)
      return {
        limits: limits.map(({ kind, since }) => ({ kind, since: since.toISOString() })),
        held: await isHeld(tx, records),
        erasedAt: erasedAt?.toISOString() ?? null,
      }
    }),
  )
}

const writingRoutes = (app: App, parts: RequestParts): void => {
  const { needs } = parts
  route(app, subjectRequestRoutes.create, async ({ body, request }) =>
    write(request, async (tx) => openRequest(tx, parts, { ...body, channel: 'staff' }, { actor: actorOf(request) })),
  )
  route(app, subjectRequestRoutes.act, async ({ params: { id }, body: { version, act }, request }) =>
    write(request, async (tx) => actOn(tx, parts, id, act, { actor: actorOf(request), version })),
  )
  route(app, subjectRequestRoutes.setHold, async ({ params: { id }, body, request }) =>
    write(request, async (tx) => setHold(tx, needs, id, body, actorOf(request))),
  )
  route(app, subjectRequestRoutes.lift, async ({ params: { id, kind }, body: { reason }, request }) =>
    write(request, async (tx) => {
      await needs.customers.require(tx, id)
      const lifted = await needs.limits.lift(tx, { customerId: id, kind, reason }, actorOf(request))
      if (lifted === undefined) throw subjectRequestErrors.USE_LIMIT_NOT_SET(`customer ${id} has no ${kind}`)
      return lifted
    }),
  )
}

const fileRoutes = (app: App, db: Database, { needs }: RequestParts): void => {
  const { access } = subjectRequestRoutes.list
  const schema = (summary: string) => ({ params: idParams, summary, tags: ['Subject requests'] })
  app.get(
    subjectPackagePath(':id'),
    { config: { access, requestsAMinute: 60 }, schema: schema('The package of a request for access or portability') },
    async (request, reply) => {
      const { id } = request.params as { id: string }
      const data = await write(request, async (tx) => takePackage(tx, needs, await findRow(tx, id), actorOf(request)))
      attach(reply, 'application/zip', `data-${id}.zip`)
      return packageZip(db, organisationOf(request), needs, data)
    },
  )
  app.get(
    erasureCertificatePath(':id'),
    { config: { access }, schema: schema('The certificate of an erasure: the receipt of the entry that states it') },
    async (request, reply) => {
      const { id } = request.params as { id: string }
      const certificate = await read(request, async (tx) => certificateOf(tx, needs, await findRow(tx, id)))
      return attach(reply, 'text/plain; charset=utf-8', `erasure-${id}.tlog-proof`).send(certificate)
    },
  )
}

/** The routes of packages/api/src/subject-requests.ts for staff. */
export const registerSubjectRequestRoutes = (app: App, db: Database, parts: RequestParts): void => {
  readingRoutes(app, parts)
  writingRoutes(app, parts)
  fileRoutes(app, db, parts)
}
