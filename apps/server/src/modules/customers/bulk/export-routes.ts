import { Readable } from 'node:stream'
import { customerExportPath, customerExportRoutes, idParams } from '@candor/api'
import { organisationOf, staffOf } from '../../../platform/http/access.ts'
import { noteExport } from '../../../platform/http/disclosure.ts'
import { route } from '../../../platform/http/route.ts'
import { read, write } from '../../../platform/http/write.ts'
import type { App, Platform } from '../../../platform/platform.ts'
import { authorship, servicePurpose } from '../authorship.ts'
import type { CustomersNeeds } from '../needs.ts'
import type { CustomerViews } from '../views.ts'
import { categoriesOf, exportCsv, findExport, startExport } from './export.ts'
import { onlookerOf } from '../list/onlooker.ts'
import { filterOf, settledTarget } from './target.ts'

/** The routes of exports in packages/api/src/customer-lists.ts, and the file itself. */
export const registerExportRoutes = (app: App, { db }: Platform, needs: CustomersNeeds, views: CustomerViews): void => {
  route(app, customerExportRoutes.start, async ({ request, body }) => {
    const { userId, role } = staffOf(request)
    return write(request, async (tx) => {
      const target = settledTarget(body.target, await onlookerOf(tx, needs, request, filterOf(body.target)))
      return { id: await startExport(tx, needs, { ...body, target, role }, userId, authorship(request)) }
    })
  })

  app.get(
    customerExportPath(':id'),
    {
      config: { access: customerExportRoutes.start.access },
      schema: { params: idParams, summary: 'The file of an export', tags: ['Customers'] },
    },
    async (request, reply) => {
      const { id } = request.params as { id: string }
      const asked = await read(request, async (tx) => findExport(tx, id, staffOf(request).userId))
      void reply
        .type('text/csv; charset=utf-8')
        .header('content-disposition', 'attachment; filename="customers.csv"')
        .header('cache-control', 'no-store')
      const noting = async (customers: readonly string[]): Promise<void> =>
        noteExport(request, {
          categories: categoriesOf(asked.columns),
          purpose: asked.consent?.purpose ?? servicePurpose,
          customers,
        })
      return Readable.from(
        exportCsv({ db, needs, views, noting }, organisationOf(request), id, asked, authorship(request)),
      )
    },
  )
}
