import { idParams, portalSubjectPackagePath, portalSubjectRequestRoutes } from '@candor/api'
import type { Database, Tx } from '../../platform/db/index.ts'
import { actorOf, customerOf, organisationOf } from '../../platform/http/access.ts'
import { route } from '../../platform/http/route.ts'
import { read, write } from '../../platform/http/write.ts'
import type { App } from '../../platform/platform.ts'
import { erasureAt, requestByToken } from './certificate.ts'
import { subjectRequestErrors } from './errors.ts'
import { packageZip } from './package/package.ts'
import type { Row } from './request.ts'
import { attach, takePackage } from './routes.ts'
import { factsOf } from './shown.ts'
import { findRow, requestsOf, type Shown } from './store.ts'
import { openRequest, withdraw, type RequestParts } from './work.ts'

/** One of the customer's own; those of others are refused like those that do not exist. @throws SUBJECT_REQUEST_NOT_FOUND */
const requireOwn = async (tx: Tx, { needs }: RequestParts, id: string, customerId: string): Promise<Row> => {
  const row = await findRow(tx, id)
  if ((await needs.customers.recordsOf(tx, customerId)).includes(row.customerId)) return row
  throw subjectRequestErrors.SUBJECT_REQUEST_NOT_FOUND(`you have no request ${id}`)
}

/** Where the certificate of an erasure will be, for as long as there is still somebody to tell. */
const tokenOf = ({ state, opened }: Shown): string | null => (state === 'open' ? (opened?.token ?? null) : null)

/** Who signed in has shown that it is really them. */
const identity = 'signed in to the portal'

const ownRoutes = (app: App, parts: RequestParts): void => {
  const { needs } = parts
  route(app, portalSubjectRequestRoutes.list, async ({ query, request }) =>
    read(request, async (tx) => {
      const records = await needs.customers.recordsOf(tx, customerOf(request).customerId)
      const { items, nextCursor } = await requestsOf(tx, records, query)
      return {
        items: items.map((row) => Object.assign(factsOf(row, Date.now()), { certificateToken: tokenOf(row) })),
        nextCursor,
      }
    }),
  )
  route(app, portalSubjectRequestRoutes.create, async ({ body, request }) =>
    write(request, async (tx) => {
      const { customerId } = customerOf(request)
      const asked = { ...body, customerId, channel: 'portal', identity } as const
      return openRequest(tx, parts, asked, { actor: actorOf(request) })
    }),
  )
  route(app, portalSubjectRequestRoutes.withdraw, async ({ params: { id }, request }) =>
    write(request, async (tx) => {
      await requireOwn(tx, parts, id, customerOf(request).customerId)
      return withdraw(tx, parts, id, { actor: actorOf(request) })
    }),
  )
}

const packageRoute = (app: App, db: Database, parts: RequestParts): void => {
  app.get(
    portalSubjectPackagePath(':id'),
    { config: { access: 'customer', requestsAMinute: 10 }, schema: { params: idParams, hide: true } },
    async (request, reply) => {
      const { id } = request.params as { id: string }
      const data = await write(request, async (tx) => {
        const row = await requireOwn(tx, parts, id, customerOf(request).customerId)
        return takePackage(tx, parts.needs, row, actorOf(request))
      })
      attach(reply, 'application/zip', 'my-data.zip')
      return packageZip(db, organisationOf(request), parts.needs, data)
    },
  )
}

/** Whoever was erased cannot sign in: the address holds 256 random bits and is all that is asked for. */
const certificateRoute = (app: App, db: Database, { needs }: RequestParts): void => {
  route(app, portalSubjectRequestRoutes.certificate, async ({ params: { token } }) => {
    for (const organisationId of await db.organisationIds()) {
      const found = await db.inOrganisation(organisationId, async (tx) => {
        const row = await requestByToken(tx, token)
        return row && erasureAt(tx, needs, row)
      })
      if (found !== undefined) return found
    }
    throw subjectRequestErrors.SUBJECT_REQUEST_NOT_FOUND('there is no certificate at this address')
  })
}

/** The routes of packages/api/src/subject-requests.ts for customers. */
export const registerPortalSubjectRequestRoutes = (app: App, db: Database, parts: RequestParts): void => {
  ownRoutes(app, parts)
  packageRoute(app, db, parts)
  certificateRoute(app, db, parts)
}
