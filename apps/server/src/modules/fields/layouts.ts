import { layoutRoutes, type PageLayout } from '@candor/api'
import { actorOf } from '../../platform/http/access.ts'
import { route } from '../../platform/http/route.ts'
import { read, write } from '../../platform/http/write.ts'
import { settingsTable } from '../../platform/db/index.ts'
import type { App } from '../../platform/platform.ts'
import { fieldErrors } from './errors.ts'
import type { FieldsNeeds } from './needs.ts'

const usual: readonly PageLayout[] = []

/** How an organisation lays pages out for its roles; as they are built until it does. */
export const pageLayouts = settingsTable({
  table: 'page_layouts',
  column: 'layouts',
  usual,
  kind: 'layouts.changed',
  changed: fieldErrors.LAYOUTS_CHANGED_MEANWHILE,
})

/** The routes of packages/api/src/page-layouts.ts. */
export const registerLayoutRoutes = (app: App, { record }: Pick<FieldsNeeds, 'record'>): void => {
  route(app, layoutRoutes.get, async ({ request }) =>
    read(request, async (tx) => {
      const { version, layouts } = await pageLayouts.read(tx)
      return { version, layouts: [...layouts] }
    }),
  )
  route(app, layoutRoutes.set, async ({ body, request }) =>
    write(request, async (tx) => pageLayouts.write(tx, record, body, actorOf(request))),
  )
}
