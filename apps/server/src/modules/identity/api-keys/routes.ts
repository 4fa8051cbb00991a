import { apiKeyRoutes } from '@candor/api'
import { organisationOf, staffOf } from '../../../platform/http/access.ts'
import { route } from '../../../platform/http/route.ts'
import { read, write } from '../../../platform/http/write.ts'
import type { App } from '../../../platform/platform.ts'
import type { Record } from '../needs.ts'
import type { KeySessions } from './key-sessions.ts'
import { createKey, listKeys, revokeKey } from './manage.ts'

type StaffNames = (organisationId: string, userIds: readonly string[]) => Promise<ReadonlyMap<string, string>>

/** The routes of packages/api/src/api-keys.ts. */
export const registerApiKeyRoutes = (app: App, record: Record, keys: KeySessions, staffNames: StaffNames): void => {
  route(app, apiKeyRoutes.list, async ({ request }) =>
    read(request, async (tx) => ({
      items: await listKeys(tx, async (ids) => staffNames(organisationOf(request), ids)),
    })),
  )
  route(app, apiKeyRoutes.create, async ({ request, body }) =>
    write(request, async (tx) => createKey(tx, record, staffOf(request), body)),
  )
  route(app, apiKeyRoutes.revoke, async ({ request, params }) => {
    const done = await write(request, async (tx) => revokeKey(tx, record, staffOf(request), params.id))
    keys.revoked(params.id)
    return done
  })
}
