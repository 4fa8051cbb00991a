import { moduleRoutes } from '@candor/api'
import { actorOf, organisationOf } from '../../../platform/http/access.ts'
import { route } from '../../../platform/http/route.ts'
import { read, write } from '../../../platform/http/write.ts'
import type { App } from '../../../platform/platform.ts'
import type { Record } from '../needs.ts'
import type { StaffSessions } from '../staff-sessions.ts'
import { modulesOf, setModules } from './modules.ts'

/** The routes of packages/api/src/modules.ts. */
export const registerModuleRoutes = (app: App, record: Record, sessions: StaffSessions): void => {
  route(app, moduleRoutes.get, async ({ request }) => {
    const { version, off } = await read(request, async (tx) => modulesOf(tx))
    return { version, off: [...off] }
  })
  route(app, moduleRoutes.set, async ({ request, body }) => {
    const changed = await write(request, async (tx) => setModules(tx, record, body, actorOf(request)))
    sessions.changed(organisationOf(request))
    return changed
  })
}
